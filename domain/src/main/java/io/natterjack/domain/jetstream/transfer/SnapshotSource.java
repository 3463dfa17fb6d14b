package io.natterjack.domain.jetstream.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.jetstream.HostedStream;
import io.natterjack.domain.jetstream.codec.ConsumerDefinition;
import io.natterjack.domain.jetstream.document.StreamFigures;
import io.natterjack.domain.jetstream.json.InvalidJsonException;
import io.natterjack.domain.jetstream.transfer.archive.ArchiveEntry;
import io.natterjack.domain.jetstream.transfer.archive.ConsumerRecord;
import io.natterjack.domain.jetstream.transfer.archive.StreamRecord;
import io.natterjack.domain.s2.ByteQueue;
import io.natterjack.domain.s2.S2Writer;
import io.natterjack.domain.stream.Stream;
import io.natterjack.ports.storage.stream.ConsumerStore;
import io.natterjack.ports.storage.stream.MessageReader;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// A stream as an archive, read piece by piece while the stream goes on: how it is and its consumers as of the moment
/// at which it began, then its messages up to the last of that moment, as far as they are still there.
///
/// Confined to the shard.
final class SnapshotSource {
    private static final int BLOCK = 1 << 16;

    private final MessageReader reader;
    private final StoredMessage window = new StoredMessage();
    private final S2Writer frames = new S2Writer();
    private final ByteQueue content = new ByteQueue();
    private final ByteQueue framed = new ByteQueue();
    private final Deque<Kept> consumers = new ArrayDeque<>();
    private final long nowNanos;
    private final long last;
    private long next;
    private boolean over;

    @SuppressWarnings("ArrayRecordComponent") // made, read once and dropped
    private record Kept(ConsumerDefinition definition, byte[] state) {}

    /// @param nowNanos · since 1970
    SnapshotSource(HostedStream hosted, boolean withConsumers, long nowNanos) {
        Stream stream = hosted.stream();
        this.reader = stream.reader();
        this.nowNanos = nowNanos;
        this.last = stream.state().lastSequence();
        this.next = stream.state().firstSequence();
        if (withConsumers) {
            hosted.consumers().forEach(each -> each.consumer().keep());
            for (String name : stream.consumers().names()) {
                Kept kept = kept(stream.consumers(), name);
                if (kept != null) {
                    consumers.add(kept);
                }
            }
        }
        StreamFigures figures = StreamFigures.of(
                stream.state(), stream.beginning(), stream.subjects().size(), consumers.size());
        begin(StreamRecord.write(figures, hosted.created()));
    }

    /// Null for one that cannot be read; its stream goes without.
    private static @Nullable Kept kept(ConsumerStore store, String name) {
        byte[] definition = store.definition(name);
        byte[] state = store.state(name);
        try {
            return definition == null
                    ? null
                    : new Kept(ConsumerDefinition.of(definition), state == null ? new byte[0] : state);
        } catch (InvalidJsonException _) {
            return null;
        }
    }

    private void begin(byte[] state) {
        frames.begin(framed);
        byte[] magic = ArchiveEntry.MAGIC.getBytes(UTF_8);
        content.add(magic, 0, magic.length);
        entry(ArchiveEntry.STATE, state);
    }

    /// Fills an array, and less of it only at the end.
    ///
    /// @return how much
    int read(byte[] chunk) {
        while (framed.length() < chunk.length && !over) {
            produce();
        }
        int length = Math.min(chunk.length, framed.length());
        System.arraycopy(framed.bytes(), framed.from(), chunk, 0, length);
        framed.drop(length);
        return length;
    }

    private void produce() {
        while (content.length() < BLOCK && !over) {
            if (!consumers.isEmpty()) {
                Kept kept = consumers.remove();
                String name = ArchiveEntry.CONSUMERS + kept.definition.config().name();
                entry(name, ConsumerRecord.write(kept.definition, kept.state));
            } else if (next <= last && reader.next(SubjectFilter.ALL, next, window) && window.sequence() <= last) {
                next = window.sequence() + 1;
                message();
            } else {
                ArchiveEntry.END.write(content);
                over = true;
            }
        }
        frames.move(content, framed);
    }

    private void entry(String name, byte[] contents) {
        ArchiveEntry.of(name, nowNanos, contents).write(content);
        content.add(contents, 0, contents.length);
    }

    private void message() {
        int headers = window.headerLength();
        ArchiveEntry.ofMessage(window.timeNanos(), window.sequence(), headers, window.payloadLength() - headers)
                .writeNamed(window.subject(), window.subjectFrom(), window.subjectLength(), content);
        content.add(window.payload(), window.payloadFrom(), window.payloadLength());
    }
}
