package io.natterjack.ports.contract.storage.model;

import io.natterjack.ports.contract.storage.fixture.Picture;
import java.util.ArrayList;
import java.util.List;

/// The moments a crash may lead back to: the model after every call since the stream was opened, and which ticket
/// stands for which of them.
final class History {
    private final List<StreamModel> moments = new ArrayList<>();
    private final List<Commit> commits = new ArrayList<>();

    /// Everything so far is safe.
    void begin(StreamModel now) {
        moments.clear();
        commits.clear();
        moments.add(new StreamModel(now));
    }

    void add(StreamModel now) {
        moments.add(new StreamModel(now));
    }

    void committed(long ticket) {
        commits.add(new Commit(ticket, moments.size() - 1));
    }

    /// The moment that a picture shows.
    ///
    /// @param told · the last ticket the listener has heard of
    StreamModel momentOf(Picture seen, long told) {
        int earliest = commits.stream()
                .filter(commit -> commit.ticket <= told)
                .mapToInt(Commit::moment)
                .max()
                .orElse(0);
        for (StreamModel moment : moments.subList(earliest, moments.size())) {
            if (moment.picture().equals(seen)) {
                return moment;
            }
        }
        throw new AssertionError("after the crash there was\n" + seen + "\nwhich was never there behind\n"
                + moments.get(earliest).picture() + "\nThe last was\n"
                + moments.getLast().picture());
    }

    private record Commit(long ticket, int moment) {}
}
