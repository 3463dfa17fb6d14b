package io.natterjack.domain.routing;

import io.natterjack.ports.session.Connection;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The connections that one lane has to flush when its pass of reads ends. Confined to the lane.
///
/// One flush for each connection and pass, however many messages went there: this is where throughput comes from.
public final class FlushList {
    private @Nullable Connection[] waiting = new Connection[16];
    private int count;

    public void add(Connection connection) {
        if (count == waiting.length) {
            waiting = Arrays.copyOf(waiting, count * 2);
        }
        waiting[count++] = connection;
    }

    public void flush() {
        for (int i = 0; i < count; i++) {
            Connection connection = waiting[i];
            waiting[i] = null;
            if (connection != null) {
                connection.flush();
            }
        }
        count = 0;
    }
}
