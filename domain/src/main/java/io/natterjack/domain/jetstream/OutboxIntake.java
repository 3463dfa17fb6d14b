package io.natterjack.domain.jetstream;

import io.natterjack.domain.shard.Shard;
import io.natterjack.domain.shard.Signal;
import io.natterjack.domain.stream.Stream;
import io.natterjack.domain.stream.message.Publication;
import io.natterjack.ports.storage.Outbox;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.SubjectFilter;

/// Publishes into a stream what applications have left for it in its storage.
///
/// Confined to the shard.
final class OutboxIntake {
    private final HostedStream hosted;
    private final Outbox outbox;
    private final Signal filled;
    private final StoredMessage found = new StoredMessage();
    private final Publication publication = new Publication();

    OutboxIntake(HostedStream hosted, Outbox outbox, Shard shard) {
        this.hosted = hosted;
        this.outbox = outbox;
        this.filled = new Signal(shard, this::empty);
    }

    void start() {
        outbox.listen(filled::wake);
    }

    private void empty() {
        Stream stream = hosted.stream();
        SubjectFilter subjects = new SubjectFilter(hosted.config().subjects());
        while (outbox.next(found)) {
            if (!subjects.matches(found.subject(), found.subjectFrom(), found.subjectTo())) {
                outbox.refused("the stream does not listen to this subject");
            } else if (publish(stream)) {
                outbox.taken();
            } else {
                outbox.refused(
                        "the stream has not taken it: see its limits, its duplicate window and what headers ask for");
            }
            stream.touch();
            hosted.activate();
        }
    }

    private boolean publish(Stream stream) {
        long before = stream.state().lastSequence();
        stream.publish(publication
                .to(found.subject(), found.subjectFrom(), found.subjectTo())
                .payload(found.payload(), found.payloadFrom(), found.headerLength(), found.payloadLength()));
        return stream.state().lastSequence() > before;
    }
}
