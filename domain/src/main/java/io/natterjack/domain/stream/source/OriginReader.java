package io.natterjack.domain.stream.source;

import io.natterjack.domain.agenda.Wakeup;
import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.stream.Stream;
import io.natterjack.domain.stream.StreamConsumer;
import io.natterjack.domain.stream.StreamHost;
import io.natterjack.domain.stream.config.RetentionPolicy;
import io.natterjack.domain.stream.config.StreamSource;
import io.natterjack.ports.storage.stream.StoredMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one stream for another.
///
/// It listens to its origin to know when there is something, and then reads from where it was, so many messages at
/// a time. An origin that is not there is looked for again and again. Where an origin keeps messages until they are
/// acknowledged, that is done when the copies are safe.
final class OriginReader implements Copying, StreamConsumer {
    private static final int MESSAGES_MAX = 512;
    private static final long BYTES_MAX = 4 * 1024 * 1024;
    private static final long LOOK_AGAIN_NANOS = 250_000_000;
    private static final long TRY_AGAIN_NANOS = 1_000_000_000;
    private static final long SETTLE_NANOS = 2_000_000;
    /// Both streams have the same owner: it is always known that the other one is there.
    private static final long HEARD_NANOS_MAX = 1_000_000_000;

    /// No ticket is as high.
    private static final long UNKNOWN = Long.MAX_VALUE;

    private final StreamHost host;
    private final Stream target;
    private final StreamSource source;
    private final SourceSubjects subjects;
    private final CopyTarget copies;
    private final Wakeup wakeup;
    private final StoredMessage window = new StoredMessage();
    private final List<Long> unacknowledged = new ArrayList<>();
    private @Nullable Stream origin;
    private @Nullable ApiError error;
    private String identity = "";
    private long position;
    private long copied;
    private long heardNanos = -1;
    private long commitsBefore;
    private long ticket = UNKNOWN;

    OriginReader(StreamHost host, Stream target, StreamSource source, SourceSubjects subjects, CopyTarget copies) {
        this.host = host;
        this.target = target;
        this.source = source;
        this.subjects = subjects;
        this.copies = copies;
        this.wakeup = new Wakeup(host.agenda(), this::work);
    }

    @Override
    public void start() {
        wakeup.by(host.nowNanos());
    }

    @Override
    public void stop() {
        wakeup.cancel();
        if (origin != null) {
            origin.detach(this);
            origin = null;
        }
    }

    private void work() {
        if (origin == null && !copies.located()) {
            wakeup.by(host.nowNanos() + 1);
            return;
        }
        Stream known = origin == null ? connect() : origin;
        if (known == null) {
            wakeup.by(host.nowNanos() + LOOK_AGAIN_NANOS);
        } else if (settled(known)) {
            copy(known);
        } else {
            wakeup.by(host.nowNanos() + SETTLE_NANOS);
        }
    }

    private @Nullable Stream connect() {
        StreamHost.Origin place = host.origin(source);
        Stream found = place == null ? null : place.stream();
        if (place != null) {
            error = found == null ? JetStreamError.STREAM_NOT_FOUND.with() : null;
        }
        if (place != null && found != null) {
            boolean other = !identity.isEmpty() && !identity.equals(place.identity());
            long before = other || position > found.state().lastSequence() ? 0 : position;
            identity = place.identity();
            origin = found;
            heardNanos = host.nowNanos();
            position = Math.max(before, copies.position(found, identity));
            copied = position < MirrorTarget.start(source, found) ? 0 : position;
            if (target.state().lastSequence() == 0) {
                copies.begin(Math.max(position, found.state().firstSequence() - 1));
            }
            found.attach(this);
        }
        return found;
    }

    private void copy(Stream from) {
        long bytes = 0;
        boolean more = true;
        for (int count = 0; more && count < MESSAGES_MAX && bytes < BYTES_MAX; count++) {
            more = from.reader().next(subjects.filter(), position + 1, window);
            if (!more) {
                position = Math.max(position, from.state().lastSequence());
            } else if (take(from)) {
                bytes += window.payloadLength();
            } else {
                wakeup.by(host.nowNanos() + TRY_AGAIN_NANOS);
                more = false;
            }
        }
        if (!unacknowledged.isEmpty()) {
            ticket = UNKNOWN;
            commitsBefore = target.commits();
            wakeup.by(host.nowNanos() + SETTLE_NANOS);
        } else if (more) {
            wakeup.by(host.nowNanos() + 1);
        }
    }

    private boolean take(Stream from) {
        long sequence = window.sequence();
        error = copies.take(window, subjects, identity);
        if (error != null) {
            return false;
        }
        position = sequence;
        copied = sequence;
        heardNanos = host.nowNanos();
        if (from.config().retention() != RetentionPolicy.LIMITS) {
            unacknowledged.add(sequence);
        }
        return true;
    }

    /// Lets go in the origin what is safe here.
    ///
    /// @return whether there is nothing to wait for
    private boolean settled(Stream from) {
        if (unacknowledged.isEmpty()) {
            return true;
        }
        if (ticket == UNKNOWN && target.commits() > commitsBefore) {
            ticket = target.lastTicket();
        }
        if (target.durableTicket() < ticket) {
            return false;
        }
        List<Long> safe = List.copyOf(unacknowledged);
        unacknowledged.clear();
        safe.forEach(from::acknowledged);
        from.endPassSoon();
        return true;
    }

    @Override
    public SourceInfo info() {
        Stream known = origin;
        long lag = 0;
        long active = heardNanos;
        if (known != null) {
            long last = known.state().lastSequence();
            lag = position >= last ? 0 : known.subjects().count(subjects.filter(), position + 1, last);
            active = Math.min(host.nowNanos() - heardNanos, HEARD_NANOS_MAX);
        } else if (heardNanos >= 0) {
            active = host.nowNanos() - heardNanos;
        }
        return new SourceInfo(source, lag, copied, active, error);
    }

    @Override
    public String name() {
        return target.name();
    }

    @Override
    public boolean wants(byte[] subject, int subjectFrom, int subjectTo) {
        return subjects.filter().matches(subject, subjectFrom, subjectTo);
    }

    @Override
    public boolean needs(long sequence, byte[] subject, int subjectFrom, int subjectTo) {
        boolean open = sequence > position || unacknowledged.contains(sequence);
        return open && wants(subject, subjectFrom, subjectTo);
    }

    @Override
    public void stored(StoredMessage message) {
        wakeup.by(host.nowNanos());
    }

    @Override
    public void removed(long sequence, byte[] subject, int subjectFrom, int subjectTo) {
        // what was copied stays
    }

    @Override
    public void removedThrough(long sequence) {
        // what was copied stays
    }

    @Override
    public void frozen(String why) {
        // it can still be read
    }

    @Override
    public void closed() {
        origin = null;
        unacknowledged.clear();
        wakeup.by(host.nowNanos() + LOOK_AGAIN_NANOS);
    }
}
