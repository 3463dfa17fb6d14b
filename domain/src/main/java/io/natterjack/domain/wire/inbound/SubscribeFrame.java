package io.natterjack.domain.wire.inbound;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The arguments of `SUB subject [queue] sid`.
///
/// @param subject · as sent, not validated
/// @param queue   · null for a subscription of one's own
/// @param sid     · the client's name for the subscription; any bytes without blanks
@SuppressWarnings("ArrayRecordComponent") // a value that lives as long as the call, and is never compared
public record SubscribeFrame(String subject, @Nullable String queue, byte[] sid) {
    static SubscribeFrame of(byte[] bytes, Arguments arguments) {
        int last = arguments.count() - 1;
        String queue =
                last == 2 ? new String(bytes, arguments.from(1), arguments.to(1) - arguments.from(1), UTF_8) : null;
        return new SubscribeFrame(
                new String(bytes, arguments.from(0), arguments.to(0) - arguments.from(0), UTF_8),
                queue,
                Arrays.copyOfRange(bytes, arguments.from(last), arguments.to(last)));
    }

    /// The sid for people.
    public String sidText() {
        return new String(sid, ISO_8859_1);
    }
}
