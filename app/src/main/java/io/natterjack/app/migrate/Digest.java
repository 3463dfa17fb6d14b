package io.natterjack.app.migrate;

import io.natterjack.ports.storage.stream.ConsumerStore;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamState;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// What a stream comes to: its numbers, how many messages can be read of it with a checksum over them, and what each of
/// its consumers has left there.
///
/// @param checksum      · CRC-32C
/// @param lastTimeNanos · of the last message that was stored, also of one that is gone
/// @param consumers     · definition and state of each, by name
record Digest(
        long messages,
        long checksum,
        long firstSequence,
        long lastSequence,
        long lastTimeNanos,
        Map<String, String> consumers) {

    /// Reads all of it.
    static Digest of(StoredStream stream, ProgressBar progress) {
        CRC32C sum = new CRC32C();
        ByteBuffer numbers = ByteBuffer.allocate(2 * Long.BYTES + 3 * Integer.BYTES);
        StoredMessage message = new StoredMessage();
        long count = 0;
        long from = 0;
        while (stream.reader().next(SubjectFilter.ALL, from, message)) {
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
        StreamState state = new StreamState();
        stream.log().state(state);
        return new Digest(
                count,
                sum.getValue(),
                state.firstSequence(),
                state.lastSequence(),
                state.lastTimeNanos(),
                consumers(stream.consumers()));
    }

    private static Map<String, String> consumers(ConsumerStore store) {
        Map<String, String> consumers = new TreeMap<>();
        for (String name : store.names()) {
            consumers.put(name, text(store.definition(name)) + " at " + text(store.state(name)));
        }
        return consumers;
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "none" : HexFormat.of().formatHex(bytes);
    }

    /// What a copy of this should have and has not, in words; empty if it is the same.
    List<String> differences(Digest copy) {
        List<String> all = new ArrayList<>();
        if (messages != copy.messages) {
            all.add(messages + " messages became " + copy.messages);
        } else if (checksum != copy.checksum) {
            all.add("the " + messages + " messages are not what they were");
        }
        if (firstSequence != copy.firstSequence || lastSequence != copy.lastSequence) {
            all.add("sequences " + firstSequence + " to " + lastSequence + " became " + copy.firstSequence + " to "
                    + copy.lastSequence);
        }
        if (lastTimeNanos != copy.lastTimeNanos) {
            all.add("the time of the last message became another one");
        }
        TreeSet<String> names = new TreeSet<>(consumers.keySet());
        names.addAll(copy.consumers.keySet());
        for (String name : names) {
            String before = consumers.get(name);
            if (before == null || !before.equals(copy.consumers.get(name))) {
                all.add("consumer " + name + (before == null ? " is only in the copy" : " is not what it was"));
            }
        }
        return all;
    }
}
