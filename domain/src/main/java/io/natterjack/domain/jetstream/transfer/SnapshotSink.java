package io.natterjack.domain.jetstream.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.jetstream.transfer.archive.ArchiveEntry;
import io.natterjack.domain.jetstream.transfer.archive.SnapshotException;
import io.natterjack.domain.s2.ByteQueue;
import io.natterjack.domain.s2.S2Reader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Unpacks a snapshot piece by piece, finds out how it is written, and has its parts put into a stream.
///
/// Confined to the shard.
final class SnapshotSink {
    private static final int MAGIC_LENGTH = 8;
    private static final int WAITING_MAX = 64 << 20;

    private final StreamFiller filler;
    private final RestoredConsumers consumers;
    private final S2Reader frames = new S2Reader();
    private final ByteQueue content = new ByteQueue();
    private @Nullable RestoreFormat format;
    private long bytes;

    SnapshotSink(StreamFiller filler, RestoredConsumers consumers) {
        this.filler = filler;
        this.consumers = consumers;
    }

    /// How many there were so far.
    long bytes() {
        return bytes;
    }

    /// When the stream was made, since 1970; 0 as long as that is not known.
    long createdNanos() {
        return format == null ? 0 : format.createdNanos();
    }

    /// Takes the next piece, which waits for [#work].
    ///
    /// @throws SnapshotException if too much waits already
    void feed(byte[] piece, int from, int length) {
        bytes += length;
        if (frames.waiting() + length > WAITING_MAX) {
            throw new SnapshotException("more than was asked for at a time");
        }
        frames.feed(piece, from, length);
    }

    /// Does a part of what is to be done with what has come: a few bytes may stand for very many.
    ///
    /// @return whether there is more to do
    /// @throws SnapshotException if that is no snapshot
    boolean work() {
        boolean more = frames.next(content);
        while (take()) {
            if (complete() && content.length() > 0) {
                throw new SnapshotException("corrupt entry");
            }
        }
        filler.commit();
        return more;
    }

    private boolean take() {
        if (format == null && content.length() >= MAGIC_LENGTH) {
            byte[] magic = Arrays.copyOfRange(content.bytes(), content.from(), content.from() + MAGIC_LENGTH);
            content.drop(MAGIC_LENGTH);
            format = format(new String(magic, UTF_8));
        }
        return format != null && !complete() && format.take(content);
    }

    private RestoreFormat format(String magic) {
        return switch (magic) {
            case ArchiveEntry.MAGIC -> new ArchiveFormat(filler, consumers);
            case EarlierFormat.MAGIC -> new EarlierFormat(filler);
            default -> throw new SnapshotException("archive: invalid archive stream, or of a server before 2.15");
        };
    }

    private boolean complete() {
        return format != null && format.complete();
    }

    /// There is nothing more.
    ///
    /// @throws SnapshotException if there should be
    void end() {
        if (!complete() || content.length() > 0 || frames.waiting() > 0) {
            throw new SnapshotException("unexpected EOF");
        }
    }
}
