package io.natterjack.domain.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.consumer.config.PriorityPolicy;
import io.natterjack.domain.consumer.deliver.StatusText;
import io.natterjack.domain.consumer.pull.Pin;
import io.natterjack.domain.consumer.pull.PullBody;
import io.natterjack.domain.consumer.pull.PullBodyReader;
import io.natterjack.domain.consumer.pull.PullRequest;
import io.natterjack.domain.consumer.pull.PullRules;
import io.natterjack.domain.consumer.pull.WaitingRequests;
import io.natterjack.domain.jetstream.json.InvalidJsonException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The pull requests of a consumer: which is served next, and how each of them ends. Confined.
final class PullSide {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long REVIEW_PAUSE_NANOS = 1_000_000_000;

    private final ConsumerCore core;
    private final WaitingRequests waiting;
    private final Pin pin = new Pin();
    /// The pin is for a request that nothing has been sent for yet.
    private boolean pinIsFresh;
    private int impatient;
    private long dueNanos = NEVER;
    private long reviewedNanos;

    PullSide(ConsumerCore core) {
        this.core = core;
        this.waiting = new WaitingRequests(core.config().priority().policy() == PriorityPolicy.PRIORITIZED);
    }

    /// A request has come in.
    ///
    /// @param reply · where messages are wanted; kept
    void request(byte[] reply, byte[] bytes, int from, int to) {
        PullBody body;
        try {
            body = PullBodyReader.read(bytes, from, to);
        } catch (InvalidJsonException e) {
            core.status(reply, StatusText.of("400 Bad Request - " + e.getMessage()));
            return;
        }
        long now = core.nowNanos();
        String refusal = PullRules.refusal(core.config(), body, pin);
        if (refusal == null) {
            extendPin(body, now);
            refusal = refusalForNow(body, now);
        }
        if (refusal == null) {
            add(new PullRequest(reply, body, now));
            core.active();
            core.ready();
        } else if (!refusal.isEmpty()) {
            core.status(reply, StatusText.of(refusal));
        }
    }

    /// @return null if a request can wait or be served; empty for one that is refused without a word
    private @Nullable String refusalForNow(PullBody body, long nowNanos) {
        long max = core.config().pull().waitingMax();
        if (waiting.size() >= max && nowNanos >= reviewedNanos + REVIEW_PAUSE_NANOS) {
            review(false, true, nowNanos);
        }
        if (body.noWait()) {
            long ahead = core.cursor().ahead() + core.ledger().pending().queued();
            if (ahead == 0 && body.expiresNanos() == 0) {
                core.active();
                return "404 No Messages";
            }
            if (ahead > 0 && !waiting.isEmpty()) {
                review(false, true, nowNanos);
                if (ahead < waiting.messages()) {
                    core.active();
                    return "408 Requests Pending";
                }
            }
        }
        if (waiting.size() < max) {
            return null;
        }
        return body.heartbeatNanos() > 0 ? "" : "409 Exceeded MaxWaiting";
    }

    private void extendPin(PullBody body, long nowNanos) {
        if (pin.isSet() && body.pinId().equals(pin.id())) {
            pin.extend(nowNanos, core.config().priority().pinnedTtlNanos());
        }
    }

    WaitingRequests waiting() {
        return waiting;
    }

    Pin pin() {
        return pin;
    }

    private void add(PullRequest request) {
        waiting.add(request);
        impatient += request.body().noWait() ? 1 : 0;
        dueNanos = Math.min(dueNanos, Math.min(request.expiresNanos(), request.heartbeatDueNanos()));
    }

    private void remove(PullRequest request) {
        waiting.remove(request);
        impatient -= request.body().noWait() ? 1 : 0;
    }

    /// The request that a message goes to; null if none of them may have it. Those that it ends on the way are told so.
    ///
    /// @param size  · of the message, as far as a client can tell
    /// @param ahead · messages that are to be delivered, this one included
    @Nullable
    PullRequest choose(long size, long ahead, long nowNanos) {
        int passedOver = 0;
        for (PullRequest next = waiting.first(); next != null; next = waiting.first()) {
            if (passedOver == waiting.size()) {
                return null;
            }
            if (nowNanos >= next.expiresNanos()) {
                expire(next);
            } else if (wrongPin(next)) {
                end(next, "423 Nats-Wrong-Pin-Id");
            } else if (waitsForPin(next) || belowThresholds(next, ahead)) {
                waiting.stepBack(next);
                passedOver++;
            } else {
                pinIfNeeded(next, nowNanos);
                if (!next.tooBig(size)) {
                    return next;
                }
                unpinIfFresh();
                end(next, "409 Message Size Exceeds MaxBytes");
            }
        }
        return null;
    }

    /// Whether there is a pinned client, or could be.
    boolean pins() {
        return core.config().priority().policy() == PriorityPolicy.PINNED_CLIENT;
    }

    private boolean wrongPin(PullRequest request) {
        return pins() && !request.pinId().isEmpty() && !request.pinId().equals(pin.id());
    }

    private boolean waitsForPin(PullRequest request) {
        return pins() && pin.isSet() && request.pinId().isEmpty();
    }

    private void pinIfNeeded(PullRequest request, long nowNanos) {
        String group = request.body().group();
        if (pins() && !pin.isSet() && !group.isEmpty()) {
            long ttl = core.config().priority().pinnedTtlNanos();
            pin.set(group, core.host().random(), nowNanos, ttl);
            request.pin(pin.id());
            pinIsFresh = true;
        }
    }

    private void unpinIfFresh() {
        if (pinIsFresh) {
            pinIsFresh = false;
            pin.clear();
        }
    }

    private boolean belowThresholds(PullRequest request, long ahead) {
        if (core.config().priority().policy() != PriorityPolicy.OVERFLOW) {
            return false;
        }
        long pendingMin = request.body().pendingMin();
        long ackPendingMin = request.body().ackPendingMin();
        boolean limited = pendingMin > 0 || ackPendingMin > 0;
        boolean passed = (pendingMin > 0 && pendingMin <= ahead)
                || (ackPendingMin > 0
                        && ackPendingMin <= core.ledger().pending().size());
        return limited && !passed;
    }

    /// A message has been sent for a request.
    void sent(PullRequest request, long size, long nowNanos) {
        if (pinIsFresh) {
            pinIsFresh = false;
            core.tell(new ConsumerEvent.Pinned(pin.group(), pin.id()));
        }
        request.sent(size);
        core.active();
        if (request.messages() > 0) {
            waiting.stepBack(request);
            request.heartbeatFrom(nowNanos);
            return;
        }
        remove(request);
        if (request.bytes() > 0) {
            core.status(request.reply(), StatusText.ending("409 Batch Completed", request.messages(), request.bytes()));
        }
    }

    /// Nobody listens where a request wants its messages.
    void deserted(PullRequest request) {
        unpinIfFresh();
        remove(request);
    }

    /// Nothing more can be sent for now. Requests that do not want to wait end.
    ///
    /// @param atEnd · because there is nothing more, not because there is too much unacknowledged
    void idle(boolean atEnd, long nowNanos) {
        if ((atEnd && impatient > 0) || nowNanos >= dueNanos) {
            review(atEnd, false, nowNanos);
        }
    }

    /// Ends the requests whose time is up and sends heartbeats.
    ///
    /// @param atEnd    · those that do not want to wait end, too
    /// @param deserted · those for which nobody listens end, too, without a word
    void review(boolean atEnd, boolean deserted, long nowNanos) {
        dueNanos = NEVER;
        reviewedNanos = nowNanos;
        PullRequest next = waiting.first();
        while (next != null) {
            PullRequest request = next;
            next = waiting.after(request);
            boolean forEver = request.expiresNanos() == NEVER;
            if (nowNanos >= request.expiresNanos()) {
                expire(request);
            } else if (atEnd && request.body().noWait() && (forEver || request.delivered() > 0)) {
                core.status(request.reply(), StatusText.of("404 No Messages"));
                core.active();
                remove(request);
            } else if (deserted && !core.host().interest(new String(request.reply(), UTF_8))) {
                remove(request);
            } else {
                keep(request, nowNanos);
            }
        }
    }

    private void keep(PullRequest request, long nowNanos) {
        if (nowNanos >= request.heartbeatDueNanos()) {
            core.status(
                    request.reply(),
                    StatusText.heartbeat(
                            core.ledger().floor().deliveredConsumer(),
                            core.cursor().next() - 1,
                            null));
            request.heartbeatFrom(nowNanos);
        }
        dueNanos = Math.min(dueNanos, Math.min(request.expiresNanos(), request.heartbeatDueNanos()));
    }

    private void expire(PullRequest request) {
        core.active();
        end(request, "408 Request Timeout");
    }

    private void end(PullRequest request, String status) {
        remove(request);
        core.status(request.reply(), StatusText.ending(status, request.messages(), request.bytes()));
    }

    /// Something of this is due.
    void tick(long nowNanos) {
        if (nowNanos >= pin.dueNanos()) {
            unpin("timeout");
        }
        if (nowNanos >= dueNanos) {
            review(true, true, nowNanos);
        }
    }

    /// When to [#tick]; [Long#MAX_VALUE] for never.
    long dueNanos() {
        return Math.min(dueNanos, pin.dueNanos());
    }

    void unpin(String reason) {
        if (pin.isSet()) {
            String group = pin.group();
            pin.clear();
            core.tell(new ConsumerEvent.Unpinned(group, reason));
            core.ready();
        }
    }

    /// The state of the priority group; null if there is none.
    ConsumerInfo.@Nullable Pin info() {
        List<String> groups = core.config().priority().groups();
        return groups.isEmpty() ? null : new ConsumerInfo.Pin(groups.get(0), pin.id(), pin.sinceNanos());
    }

    /// Ends all requests.
    void endAll(String status, boolean withRest) {
        for (PullRequest next = waiting.first(); next != null; next = waiting.first()) {
            remove(next);
            core.status(
                    next.reply(),
                    withRest ? StatusText.ending(status, next.messages(), next.bytes()) : StatusText.of(status));
        }
    }
}
