package io.natterjack.domain.jetstream;

import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.shard.Shard;
import io.natterjack.domain.shard.Signal;
import io.natterjack.domain.stream.check.Outcome;
import io.natterjack.domain.stream.message.MessageHeader;
import io.natterjack.domain.stream.message.MessageHeaders;
import io.natterjack.domain.stream.message.Publication;
import io.natterjack.ports.storage.Outbox;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.SubjectFilter;
import org.jspecify.annotations.Nullable;

/// Publishes into a stream what applications have left for it in its storage.
///
/// Confined to the shard.
final class OutboxIntake {
    private final HostedStream hosted;
    private final Outbox outbox;
    private final Signal filled;
    private final StoredMessage found = new StoredMessage();
    private final Publication publication = new Publication();
    private final MessageHeaders headers = new MessageHeaders();

    OutboxIntake(HostedStream hosted, Outbox outbox, Shard shard) {
        this.hosted = hosted;
        this.outbox = outbox;
        this.filled = new Signal(shard, this::empty);
    }

    void start() {
        outbox.listen(filled::wake);
    }

    private void empty() {
        while (outbox.next(found)) {
            String refusal = publish();
            if (refusal == null) {
                outbox.taken();
            } else {
                outbox.refused(refusal);
            }
            hosted.stream().touch();
            hosted.activate();
        }
    }

    /// @return null if it is in the stream; else why not
    private @Nullable String publish() {
        if (!new SubjectFilter(hosted.config().subjects())
                .matches(found.subject(), found.subjectFrom(), found.subjectTo())) {
            return "the stream does not listen to this subject";
        }
        headers.read(found.payload(), found.payloadFrom(), found.headerLength());
        if (headers.given(MessageHeader.BATCH_ID)) {
            return "it is said to be part of a batch: publish all of that in one transaction, without "
                    + MessageHeader.BATCH_ID.text();
        }
        Outcome outcome = hosted.stream()
                .offer(publication
                        .to(found.subject(), found.subjectFrom(), found.subjectTo())
                        .payload(found.payload(), found.payloadFrom(), found.headerLength(), found.payloadLength()));
        ApiError error = outcome.error();
        if (error != null) {
            return error.description();
        }
        return outcome.duplicate() ? "a duplicate: message " + outcome.sequence() + " has the same id" : null;
    }
}
