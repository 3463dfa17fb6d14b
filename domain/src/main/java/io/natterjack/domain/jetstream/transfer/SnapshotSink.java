package io.natterjack.domain.jetstream.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredStream;
import java.util.Arrays;

/// Writes what a [SnapshotSource] has read into a stream that is empty.
///
/// Confined to the shard.
final class SnapshotSink {
    private final StoredStream target;
    private final GrowingBytes framed = new GrowingBytes();
    private final GrowingBytes content = new GrowingBytes();
    private final StoredMessage window = new StoredMessage();
    private boolean begun;
    private boolean complete;
    private long bytes;
    private long createdNanos;

    SnapshotSink(StoredStream target) {
        this.target = target;
    }

    /// How many there were so far.
    long bytes() {
        return bytes;
    }

    /// When the stream was made, since 1970; 0 as long as that is not known.
    long createdNanos() {
        return createdNanos;
    }

    /// Takes the next piece.
    ///
    /// @throws SnapshotException if that is no snapshot
    void feed(byte[] piece, int from, int length) {
        bytes += length;
        framed.add(piece, from, length);
        S2Frames.unpack(framed, content);
        if (!begun && content.length() >= Entry.MAGIC.length) {
            requireMagic();
        }
        while (begun && content.length() >= Entry.HEAD && content.length() >= Entry.HEAD + content.intAt(1)) {
            int size = content.intAt(1);
            if (size < 0 || complete) {
                throw new SnapshotException("corrupt entry");
            }
            take(content.at(0), size);
            content.drop(Entry.HEAD + size);
        }
        target.log().commit();
    }

    /// There is nothing more.
    ///
    /// @throws SnapshotException if there should be
    void end() {
        if (!complete || content.length() > 0 || framed.length() > 0) {
            throw new SnapshotException("unexpected EOF");
        }
    }

    private void requireMagic() {
        int from = content.from();
        if (!Arrays.equals(content.bytes(), from, from + Entry.MAGIC.length, Entry.MAGIC, 0, Entry.MAGIC.length)) {
            throw new SnapshotException("not a snapshot of this server");
        }
        content.drop(Entry.MAGIC.length);
        begun = true;
    }

    private void take(int kind, int size) {
        switch (kind) {
            case Entry.STREAM -> createdNanos = content.longAt(Entry.HEAD);
            case Entry.MESSAGE -> message(size);
            case Entry.CONSUMER -> consumer(size);
            case Entry.END -> end(content.longAt(Entry.HEAD), content.longAt(Entry.HEAD + Long.BYTES));
            default -> throw new SnapshotException("unknown entry " + kind);
        }
    }

    private void message(int size) {
        int at = Entry.HEAD;
        int subject = content.intAt(at + 20);
        int headers = content.intAt(at + 24);
        int payload = size - Entry.MESSAGE_HEAD - subject;
        if (subject < 0 || headers < 0 || headers > payload) {
            throw new SnapshotException("corrupt message");
        }
        int from = content.from() + at + Entry.MESSAGE_HEAD;
        window.at(content.longAt(at), content.longAt(at + 8), content.intAt(at + 16))
                .subject(content.bytes(), from, from + subject)
                .payload(content.bytes(), from + subject, headers, payload);
        target.log().append(window, false);
    }

    private void consumer(int size) {
        int at = content.from() + Entry.HEAD + 8;
        int nameLength = content.intAt(Entry.HEAD);
        int definitionLength = content.intAt(Entry.HEAD + 4);
        int stateLength = size - 8 - nameLength - definitionLength;
        if (nameLength < 0 || definitionLength < 0 || stateLength < 0) {
            throw new SnapshotException("corrupt consumer");
        }
        String name = new String(content.bytes(), at, nameLength, UTF_8);
        int from = at + nameLength;
        target.consumers().define(name, Arrays.copyOfRange(content.bytes(), from, from + definitionLength));
        if (stateLength > 0) {
            target.consumers().save(name, content.bytes(), from + definitionLength, stateLength);
        }
    }

    /// Messages that were deleted at the end leave no message behind that would say so.
    private void end(long last, long lastNanos) {
        complete = true;
        if (last > 0 && !target.reader().read(last, new StoredMessage())) {
            leaveOut(last, lastNanos);
        }
    }

    private void leaveOut(long last, long lastNanos) {
        StoredMessage placeholder = new StoredMessage()
                .at(last, lastNanos, 0)
                .subject(Entry.MAGIC, 0, Entry.MAGIC.length)
                .payload(Entry.MAGIC, 0, 0, 0);
        target.log().append(placeholder, false);
        target.log().remove(last, false);
    }
}
