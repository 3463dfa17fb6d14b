package io.natterjack.domain.stream.source;

import io.natterjack.domain.agenda.EpochNanos;
import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.stream.Stream;
import io.natterjack.domain.stream.config.StreamLimits;
import io.natterjack.domain.stream.config.StreamSource;
import io.natterjack.domain.stream.message.HeaderWriter;
import io.natterjack.domain.stream.message.Publication;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.SubjectFilter;
import org.jspecify.annotations.Nullable;

/// A mirror: messages have the sequences and times that they have there. What their publishers expected is left
/// out, because nobody looks at it any more. Confined.
record MirrorTarget(Stream target, StreamSource source, HeaderWriter writer, Publication window) implements CopyTarget {
    @Override
    public long position(Stream origin, String identity) {
        long last = target.state().lastSequence();
        return last > 0 ? last : start(source, origin) - 1;
    }

    @Override
    public ApiError unfit() {
        return JetStreamError.MIRROR_CONSUMER_REQUIRES_ACK_FC.with();
    }

    /// What is older by its sequence and younger by its time comes from a stream that was made anew. It is neither here
    /// nor can it be: its place is taken.
    @Override
    public @Nullable ApiError unlikeOurs(StoredMessage message) {
        long last = target.state().lastTimeNanos();
        return last == 0 || message.timeNanos() <= last
                ? null
                : JetStreamError.MIRROR_CONSUMER_SETUP_FAILED.with(
                        "sequence " + message.sequence() + " was mirrored from another stream of this name");
    }

    /// Its sequences begin where those there do; if the storage takes nothing, with the first message that it takes.
    @Override
    public void begin(long position) {
        if (position > 0 && StreamLimits.sequenceInReach(position + 1)) {
            try {
                target.purge(SubjectFilter.ALL, position + 1, 0);
            } catch (StorageException _) {
                return;
            }
            target.endPassSoon();
        }
    }

    /// Where somebody has asked to start.
    static long start(StreamSource source, Stream origin) {
        if (source.startTime() != null) {
            return Math.max(1, origin.reader().sequenceAt(EpochNanos.of(source.startTime())));
        }
        return startSequence(source);
    }

    /// One that is above all there can be stands for the highest of those.
    private static long startSequence(StreamSource source) {
        return source.startSequence() < 0 ? Long.MAX_VALUE : Math.max(1, source.startSequence());
    }

    @Override
    public @Nullable ApiError take(StoredMessage message, SourceSubjects subjects, String identity) {
        subjects.map(message);
        int body = message.payloadFrom() + message.headerLength();
        writer.startWithout(message.payload(), message.payloadFrom(), message.headerLength(), "Nats-Expected-")
                .end()
                .body(message.payload(), body, message.payloadLength() - message.headerLength());
        window.to(message.subject(), message.subjectFrom(), message.subjectTo())
                .payload(writer.bytes(), 0, writer.headerLength(), writer.length());
        return target.copy(window, message.sequence(), message.timeNanos());
    }
}
