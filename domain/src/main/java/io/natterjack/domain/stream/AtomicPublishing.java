package io.natterjack.domain.stream;

import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.stream.batch.AtomicBatch;
import io.natterjack.domain.stream.batch.BatchLimits;
import io.natterjack.domain.stream.batch.BatchTotal;
import io.natterjack.domain.stream.check.Draft;
import io.natterjack.domain.stream.check.MessageChecks;
import io.natterjack.domain.stream.check.StagedUnit;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.message.Answers;
import io.natterjack.domain.stream.message.HeaderWriter;
import io.natterjack.domain.stream.message.MessageHeader;
import io.natterjack.domain.stream.message.MessageHeaders;
import io.natterjack.domain.stream.message.Publication;
import io.natterjack.ports.storage.StorageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Collects the messages of atomic batches, and stores all or none of them when the last has come.
///
/// Nothing is checked against the stream before that, and nothing is stored: a batch that is not complete when the
/// server ends has never been there. Its messages wait in memory, so there is a bound to what all of them take, and
/// each is asked whether account and server have room for it. See NATS ADR-50.
final class AtomicPublishing {
    private static final int API_LEVEL = 5;
    private static final byte[] COMMIT = {'1'};
    private static final byte[] COMMIT_AT_END = {'e', 'o', 'b'};

    private final StreamHost host;
    private final Stream stream;
    private final Answers answers;
    private final PublishPath path;
    private final Map<String, AtomicBatch> batches = new HashMap<>();
    private final HeaderWriter writer = new HeaderWriter();

    private BatchLimits limits = BatchLimits.DEFAULT;
    private BatchTotal total = BatchTotal.UNCOUNTED;

    AtomicPublishing(StreamHost host, Stream stream, Answers answers, PublishPath path) {
        this.host = host;
        this.stream = stream;
        this.answers = answers;
        this.path = path;
    }

    /// @param shared · with other streams
    void limit(BatchLimits changed, BatchTotal shared) {
        if (batches.isEmpty()) {
            total = shared;
        }
        limits = changed;
    }

    /// Takes one message of a batch.
    ///
    /// @param draft · a window on it, for its headers
    void publish(Publication message, Draft draft) {
        ApiError error = take(message, draft);
        boolean answered = message.hasReply() && !stream.config().noAck();
        if (error != null && answered) {
            answers.refused(message, error);
        }
    }

    private @Nullable ApiError take(Publication message, Draft draft) {
        MessageHeaders headers = draft.headers();
        ApiError error = refusal(draft);
        if (error != null) {
            return error;
        }
        long sequence = headers.number(MessageHeader.BATCH_SEQUENCE);
        if (sequence < 0) {
            return JetStreamError.ATOMIC_PUBLISH_MISSING_SEQ.with();
        }
        boolean atEnd = headers.is(MessageHeader.BATCH_COMMIT, COMMIT_AT_END);
        boolean commit = headers.has(MessageHeader.BATCH_COMMIT);
        long size = atEnd ? sequence - 1 : sequence;
        String id = headers.text(MessageHeader.BATCH_ID);
        AtomicBatch batch = batches.get(id);
        if (batch == null) {
            if (sequence != 1) {
                return size > limits.atomicMessagesMax() ? tooLarge() : incomplete();
            }
            if (batches.size() >= limits.atomicOpenMax() || !total.open(limits.atomicTotalMax())) {
                return JetStreamError.ATOMIC_PUBLISH_TOO_MANY_INFLIGHT.with();
            }
            batch = new AtomicBatch(id);
            batches.put(id, batch);
        }
        if (commit && !atEnd && !headers.is(MessageHeader.BATCH_COMMIT, COMMIT)) {
            forget(batch);
            return JetStreamError.ATOMIC_PUBLISH_INVALID_BATCH_COMMIT.with();
        }
        if (tooNew(headers)) {
            abandon(batch, "unsupported");
            return JetStreamError.REQUIRED_API_LEVEL.with();
        }
        if (sequence != batch.size() + 1 || (sequence == 1 && atEnd)) {
            abandon(batch, "incomplete");
            return incomplete();
        }
        if (size > limits.atomicMessagesMax()) {
            abandon(batch, "large");
            return tooLarge();
        }
        if (!atEnd && !keep(message, batch)) {
            return JetStreamError.INSUFFICIENT_RESOURCES.with();
        }
        return commit ? commit(message, batch, atEnd) : wait(message, batch);
    }

    /// A batch that is too much for the server is over, so that others get on.
    private boolean keep(Publication message, AtomicBatch batch) {
        if (!total.keep(AtomicBatch.bytesOf(message), limits.atomicBytesMax())) {
            abandon(batch, "incomplete");
            return false;
        }
        batch.add(message);
        return true;
    }

    private @Nullable ApiError refusal(Draft draft) {
        StreamConfig config = stream.config();
        if (config.access().sealed()) {
            return JetStreamError.STREAM_SEALED.with();
        }
        ApiError error = path.crowded(draft);
        if (error == null) {
            error = MessageChecks.tooLarge(draft, config);
        }
        if (error == null && !config.features().atomicPublish()) {
            error = JetStreamError.ATOMIC_PUBLISH_DISABLED.with();
        }
        int idFrom = draft.headers().from(MessageHeader.BATCH_ID);
        if (error == null && draft.headers().to(MessageHeader.BATCH_ID) - idFrom > BatchLimits.ID_LENGTH_MAX) {
            error = JetStreamError.ATOMIC_PUBLISH_INVALID_BATCH_ID.with();
        }
        return error;
    }

    /// Whether a message needs a server that knows more.
    static boolean tooNew(MessageHeaders headers) {
        if (!headers.given(MessageHeader.REQUIRED_API_LEVEL)) {
            return false;
        }
        long level = headers.number(MessageHeader.REQUIRED_API_LEVEL);
        return level < 0 || level > API_LEVEL;
    }

    private @Nullable ApiError wait(Publication message, AtomicBatch batch) {
        batch.giveUp(host.agenda().at(host.nowNanos() + limits.idleNanosMax(), () -> abandon(batch, "timeout")));
        if (message.hasReply() && !stream.config().noAck()) {
            answers.taken(message);
        }
        return null;
    }

    private @Nullable ApiError commit(Publication message, AtomicBatch batch, boolean atEnd) {
        forget(batch);
        List<Draft> drafts = new ArrayList<>();
        ApiError error = check(batch, drafts);
        if (error != null) {
            return error;
        }
        if (atEnd) {
            drafts.getLast().without(writer, MessageHeader.BATCH_COMMIT);
            drafts.getLast().with(writer, MessageHeader.BATCH_COMMIT, "1");
        }
        try {
            long last = path.storeUnit(drafts);
            if (message.hasReply() && !stream.config().noAck()) {
                answers.batch(message, last, batch.id(), drafts.size());
            }
            return null;
        } catch (StorageException _) {
            return JetStreamError.INSUFFICIENT_RESOURCES.with();
        }
    }

    /// Checks every message against the stream and those before it.
    private @Nullable ApiError check(AtomicBatch batch, List<Draft> drafts) {
        StagedUnit unit = new StagedUnit();
        for (Publication each : batch.messages()) {
            Draft draft = new Draft().take(each, false);
            if (draft.headers().has(MessageHeader.REQUIRED_API_LEVEL)) {
                draft.without(writer, MessageHeader.REQUIRED_API_LEVEL);
            }
            if (draft.headers().given(MessageHeader.EXPECTED_LAST_MSG_ID)) {
                return JetStreamError.ATOMIC_PUBLISH_UNSUPPORTED_HEADER_BATCH.with(
                        MessageHeader.EXPECTED_LAST_MSG_ID.text());
            }
            ApiError error = path.stage(draft, unit);
            if (error != null) {
                return error;
            }
            drafts.add(draft);
        }
        return null;
    }

    /// Gives up batches if they are not allowed any more.
    void reconfigured() {
        if (!stream.config().features().atomicPublish()) {
            close();
        }
    }

    void close() {
        List.copyOf(batches.values()).forEach(this::forget);
    }

    private void abandon(AtomicBatch batch, String reason) {
        forget(batch);
        host.batchAbandoned(stream, batch.id(), reason);
    }

    private void forget(AtomicBatch batch) {
        batch.giveUp(null);
        if (batches.remove(batch.id(), batch)) {
            total.close();
            total.release(batch.bytes());
        }
    }

    private static ApiError incomplete() {
        return JetStreamError.ATOMIC_PUBLISH_INCOMPLETE_BATCH.with();
    }

    private ApiError tooLarge() {
        return JetStreamError.ATOMIC_PUBLISH_TOO_LARGE_BATCH.with(limits.atomicMessagesMax());
    }
}
