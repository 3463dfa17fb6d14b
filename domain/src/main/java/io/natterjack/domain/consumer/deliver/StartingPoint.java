package io.natterjack.domain.consumer.deliver;

import io.natterjack.domain.consumer.config.DeliverPolicy;
import io.natterjack.domain.consumer.config.StartAt;
import io.natterjack.domain.stream.Stream;
import io.natterjack.ports.storage.stream.StoredMessage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where in its stream a new consumer begins.
public final class StartingPoint {
    private static final long SECOND_NANOS = 1_000_000_000;

    private StartingPoint() {}

    /// Sends a cursor there.
    public static void find(Cursor cursor, Stream stream, StartAt start) {
        long first = stream.state().firstSequence();
        long last = stream.state().lastSequence();
        if (start.policy() == DeliverPolicy.LAST_PER_SUBJECT
                && stream.config().limits().messagesPerSubjectMax() != 1) {
            cursor.moveToLasts(first, last);
            return;
        }
        long wanted = switch (start.policy()) {
            case ALL, LAST_PER_SUBJECT -> first;
            case LAST -> lastMatching(cursor, stream);
            case NEW -> last + 1;
            case BY_START_SEQUENCE -> start.sequence() < 0 ? Long.MAX_VALUE : start.sequence();
            case BY_START_TIME -> Math.min(last + 1, sequenceAt(stream, start.time()));
        };
        cursor.moveTo(Math.max(first, wanted));
    }

    private static long lastMatching(Cursor cursor, Stream stream) {
        StoredMessage window = new StoredMessage();
        long last = stream.state().lastSequence();
        return stream.reader().previous(cursor.filter(), last, window) ? window.sequence() : 0;
    }

    /// The first sequence that is not older than a moment; 0 for no moment.
    public static long sequenceAt(Stream stream, @Nullable Instant time) {
        return time == null ? 0 : stream.reader().sequenceAt(nanos(time));
    }

    /// Since 1970, as far as nanoseconds reach.
    public static long nanos(Instant time) {
        long second = time.getEpochSecond();
        if (second >= Long.MAX_VALUE / SECOND_NANOS) {
            return Long.MAX_VALUE;
        }
        return second <= 0 ? 0 : second * SECOND_NANOS + time.getNano();
    }
}
