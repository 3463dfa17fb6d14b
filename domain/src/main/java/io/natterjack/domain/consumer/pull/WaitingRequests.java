package io.natterjack.domain.consumer.pull;

import org.jspecify.annotations.Nullable;

/// The pull requests of a consumer, in the order in which they are served: as they have come or, where requests have
/// priorities, by these first. One that has been served and wants more goes behind its equals.
///
/// **Threading.** Confined.
public final class WaitingRequests {
    private final boolean prioritized;
    private @Nullable PullRequest first;
    private @Nullable PullRequest last;
    private int size;

    /// @param prioritized · those with a lower number are served first
    public WaitingRequests(boolean prioritized) {
        this.prioritized = prioritized;
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /// The one to be served next; null if there are none.
    public @Nullable PullRequest first() {
        return first;
    }

    /// The one behind; null behind the last.
    public @Nullable PullRequest after(PullRequest request) {
        return request.after();
    }

    public void add(PullRequest request) {
        PullRequest before = last;
        while (prioritized && before != null && rank(before) > rank(request)) {
            before = before.before();
        }
        link(before, request);
        size++;
    }

    private static long rank(PullRequest request) {
        return request.body().options() ? request.body().priority() : Integer.MAX_VALUE;
    }

    private void link(@Nullable PullRequest before, PullRequest request) {
        PullRequest after = before == null ? first : before.after();
        request.before(before);
        request.after(after);
        if (before == null) {
            first = request;
        } else {
            before.after(request);
        }
        if (after == null) {
            last = request;
        } else {
            after.before(request);
        }
    }

    public void remove(PullRequest request) {
        PullRequest before = request.before();
        PullRequest after = request.after();
        if (before == null) {
            first = after;
        } else {
            before.after(after);
        }
        if (after == null) {
            last = before;
        } else {
            after.before(before);
        }
        request.before(null);
        request.after(null);
        size--;
    }

    /// Lets its equals go first.
    public void stepBack(PullRequest request) {
        if (request != last) {
            remove(request);
            add(request);
        }
    }

    /// Messages that all of them together still want.
    public long messages() {
        long sum = 0;
        for (PullRequest each = first; each != null; each = each.after()) {
            sum += each.messages();
        }
        return sum;
    }
}
