package io.natterjack.app.migrate;

import io.natterjack.ports.storage.stream.MessageReader;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// What the messages of a stream come to: how many there are, and a checksum over all that can be read of them.
///
/// @param checksum · CRC-32C
record Digest(long messages, long checksum) {
    /// Reads every message up to a sequence.
    ///
    /// @param last · included
    static Digest of(MessageReader reader, long last, ProgressBar progress) {
        CRC32C sum = new CRC32C();
        ByteBuffer numbers = ByteBuffer.allocate(2 * Long.BYTES + 3 * Integer.BYTES);
        StoredMessage message = new StoredMessage();
        long count = 0;
        long from = 0;
        while (reader.next(SubjectFilter.ALL, from, message) && message.sequence() <= last) {
            numbers.clear()
                    .putLong(message.sequence())
                    .putLong(message.timeNanos())
                    .putInt(message.flags())
                    .putInt(message.subjectLength())
                    .putInt(message.headerLength())
                    .flip();
            sum.update(numbers);
            sum.update(message.subject(), message.subjectFrom(), message.subjectLength());
            sum.update(message.payload(), message.payloadFrom(), message.payloadLength());
            from = message.sequence() + 1;
            progress.show(++count);
        }
        return new Digest(count, sum.getValue());
    }
}
