package io.natterjack.domain.routing;

import io.natterjack.ports.session.Connection;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What one lane has to flush and to wake when its pass of reads ends. Confined to the lane.
///
/// One flush for each connection and pass, however many messages went there: this is where throughput comes from.
public final class FlushList {
    private static final int FEW_MAX = 4;

    private @Nullable Connection[] waiting = new Connection[16];
    private int count;
    private @Nullable Sleeper[] asleep = new Sleeper[4];
    private int sleepers;

    public void add(Connection connection) {
        if (count == waiting.length) {
            waiting = Arrays.copyOf(waiting, count * 2);
        }
        waiting[count++] = connection;
    }

    /// Somebody has to be woken once, however often this is called.
    @SuppressWarnings("ReferenceEquality") // the same one, not an equal one
    public void add(Sleeper sleeper) {
        for (int i = 0; i < sleepers; i++) {
            if (asleep[i] == sleeper) {
                return;
            }
        }
        if (sleepers == asleep.length) {
            asleep = Arrays.copyOf(asleep, sleepers * 2);
        }
        asleep[sleepers++] = sleeper;
    }

    public void flush() {
        for (int i = 0; i < sleepers; i++) {
            Sleeper sleeper = asleep[i];
            asleep[i] = null;
            if (sleeper != null) {
                sleeper.wake();
            }
        }
        sleepers = 0;
        boolean few = count <= FEW_MAX;
        for (int i = 0; i < count; i++) {
            Connection connection = waiting[i];
            waiting[i] = null;
            if (connection != null) {
                connection.flush(few);
            }
        }
        count = 0;
    }
}
