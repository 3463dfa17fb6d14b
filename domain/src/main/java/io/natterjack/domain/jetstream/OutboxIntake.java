package io.natterjack.domain.jetstream;

import io.natterjack.domain.agenda.Appointment;
import io.natterjack.domain.shard.Shard;
import io.natterjack.domain.shard.Signal;
import io.natterjack.domain.stream.check.Outcome;
import io.natterjack.domain.stream.config.DiscardPolicy;
import io.natterjack.domain.stream.message.MessageHeader;
import io.natterjack.domain.stream.message.MessageHeaders;
import io.natterjack.domain.stream.message.Publication;
import io.natterjack.ports.storage.Outbox;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredSize;
import io.natterjack.ports.storage.stream.SubjectFilter;
import org.jspecify.annotations.Nullable;

/// Publishes into a stream what applications have left for it in its storage.
///
/// Whoever left a message has gone on, and cannot be asked to come again. So only what will never be taken is refused;
/// where something else is in the way, such as a storage that is away or a limit that others may make room below, the
/// message waits, and those behind it do, so that none overtakes another.
///
/// Confined to the shard.
final class OutboxIntake {
    private static final long RETRY_NANOS = 250_000_000;

    private final HostedStream hosted;
    private final Outbox outbox;
    private final Shard shard;
    private final Signal filled;
    private final StoredMessage found = new StoredMessage();
    private final Publication publication = new Publication();
    private final MessageHeaders headers = new MessageHeaders();
    private @Nullable Appointment retry;
    private String obstacle = "";
    private boolean closed;

    OutboxIntake(HostedStream hosted, Outbox outbox, Shard shard) {
        this.hosted = hosted;
        this.outbox = outbox;
        this.shard = shard;
        this.filled = new Signal(shard, this::empty);
    }

    void start() {
        outbox.listen(filled::wake);
    }

    /// @param payloadBytesMax · of a message, headers included
    void limit(int payloadBytesMax) {
        outbox.payloadMax(payloadBytesMax);
    }

    void close() {
        closed = true;
        cancelRetry();
    }

    private void cancelRetry() {
        if (retry != null) {
            retry.cancel();
            retry = null;
        }
    }

    private void empty() {
        if (closed) {
            return;
        }
        cancelRetry();
        String inTheWay = takeAll();
        if (!inTheWay.isEmpty() && hosted.stream().frozenFor().isEmpty()) {
            retry = shard.agenda().at(shard.nowNanos() + RETRY_NANOS, this::empty);
        }
        tell(inTheWay);
        hosted.stream().touch();
        hosted.activate();
    }

    /// @return what is in the way of the next message; empty if there is none
    private String takeAll() {
        try {
            while (outbox.next(found)) {
                String refusal = unfit();
                if (refusal != null) {
                    outbox.refused(refusal);
                    continue;
                }
                String inTheWay = offer();
                if (!inTheWay.isEmpty()) {
                    return inTheWay;
                }
            }
            return "";
        } catch (StorageException failure) {
            return String.valueOf(failure.getMessage());
        }
    }

    /// @return why the stream is no place for it, whatever may come; null if there is nothing against it
    private @Nullable String unfit() {
        if (!new SubjectFilter(hosted.config().subjects())
                .matches(found.subject(), found.subjectFrom(), found.subjectTo())) {
            return "the stream does not listen to this subject";
        }
        headers.read(found.payload(), found.payloadFrom(), found.headerLength());
        if (headers.given(MessageHeader.BATCH_ID)) {
            return "it is said to be part of a batch: publish all of that in one transaction, without "
                    + MessageHeader.BATCH_ID.text();
        }
        long most = hosted.config().limits().bytesMax();
        long size = StoredSize.durable(found.subjectLength(), found.headerLength(), found.payloadLength());
        return hosted.config().discard() == DiscardPolicy.NEW && most > 0 && size > most
                ? "it is larger than all of the stream may be"
                : null;
    }

    /// @return what is in its way; empty if it is taken, or refused for good
    private String offer() {
        long before = hosted.stream().state().lastSequence();
        Outcome outcome = hosted.stream()
                .offer(publication
                        .to(found.subject(), found.subjectFrom(), found.subjectTo())
                        .payload(found.payload(), found.payloadFrom(), found.headerLength(), found.payloadLength()));
        boolean stored = hosted.stream().state().lastSequence() > before;
        if (outcome.mayPass() && !stored) {
            return description(outcome);
        }
        if (outcome.duplicate()) {
            outbox.refused("a duplicate: message " + outcome.sequence() + " has the same id");
        } else if (stored) {
            outbox.taken();
        } else {
            outbox.refused(description(outcome));
        }
        return "";
    }

    private static String description(Outcome outcome) {
        return outcome.error() == null ? "" : outcome.error().description();
    }

    /// An operator hears of an obstacle once, and when it is gone.
    private void tell(String inTheWay) {
        if (inTheWay.equals(obstacle)) {
            return;
        }
        obstacle = inTheWay;
        if (inTheWay.isEmpty()) {
            shard.surroundings().log().info("JetStream outbox of " + hosted + ": messages are taken again");
        } else {
            shard.surroundings()
                    .log()
                    .warn("JetStream outbox of " + hosted + ": messages wait, to be tried again: " + inTheWay);
        }
    }
}
