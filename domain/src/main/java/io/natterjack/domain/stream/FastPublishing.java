package io.natterjack.domain.stream;

import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.stream.batch.BatchLimits;
import io.natterjack.domain.stream.batch.BatchTotal;
import io.natterjack.domain.stream.batch.FastBatch;
import io.natterjack.domain.stream.batch.FastReply;
import io.natterjack.domain.stream.batch.FlowReport;
import io.natterjack.domain.stream.check.Draft;
import io.natterjack.domain.stream.check.Outcome;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.message.Answers;
import io.natterjack.domain.stream.message.HeaderWriter;
import io.natterjack.domain.stream.message.MessageHeader;
import io.natterjack.domain.stream.message.Publication;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Takes fast batches: messages that are stored as they come, with an answer now and then.
///
/// Everything about a message is in its reply subject. What is answered waits for what was stored before to be
/// safe, so that a publisher that hears of a sequence can rely on all before it. See NATS ADR-50.
final class FastPublishing {
    private final StreamHost host;
    private final Stream stream;
    private final Answers answers;
    private final PublishPath path;
    private final Map<String, FastBatch> batches = new HashMap<>();
    private final FastReply reply = new FastReply();
    private final HeaderWriter writer = new HeaderWriter();
    private @Nullable FastBatch latest;

    private BatchLimits limits = BatchLimits.DEFAULT;
    private BatchTotal total = BatchTotal.UNCOUNTED;

    FastPublishing(StreamHost host, Stream stream, Answers answers, PublishPath path) {
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
    /// @param draft · a window on it
    void publish(Publication message, Draft draft) {
        ApiError error = refusal(message, draft);
        FastBatch batch = error == null ? batch() : null;
        if (error == null && batch == null) {
            error = open();
            batch = latest;
        }
        if (error != null || batch == null) {
            refuse(message, error);
            return;
        }
        if (AtomicPublishing.tooNew(draft.headers())) {
            forget(batch);
            refuse(message, JetStreamError.REQUIRED_API_LEVEL.with());
            return;
        }
        if (draft.headers().has(MessageHeader.REQUIRED_API_LEVEL)) {
            draft.without(writer, MessageHeader.REQUIRED_API_LEVEL);
        }
        giveUpLater(batch);
        if (reply.ping()) {
            ping(message, batch);
        } else if (inOrder(message, batch)) {
            take(message, draft, batch);
        }
    }

    private @Nullable ApiError refusal(Publication message, Draft draft) {
        StreamConfig config = stream.config();
        if (config.access().sealed()) {
            return JetStreamError.STREAM_SEALED.with();
        }
        int most = config.limits().messageBytesMax();
        if (most >= 0 && draft.payloadLength() > most) {
            return JetStreamError.STREAM_MESSAGE_EXCEEDS_MAXIMUM.with();
        }
        if (!config.features().batchPublish()) {
            return JetStreamError.BATCH_PUBLISH_DISABLED.with();
        }
        if (!reply.read(message)) {
            return JetStreamError.BATCH_PUBLISH_INVALID_PATTERN.with();
        }
        return reply.idLength() > BatchLimits.ID_LENGTH_MAX
                ? JetStreamError.BATCH_PUBLISH_INVALID_BATCH_ID.with()
                : null;
    }

    private @Nullable FastBatch batch() {
        FastBatch known = latest;
        if (known == null || !known.is(reply)) {
            known = batches.get(reply.id());
            latest = known;
        }
        return known;
    }

    private @Nullable ApiError open() {
        if (reply.sequence() != 1 || reply.ping()) {
            return JetStreamError.BATCH_PUBLISH_UNKNOWN_BATCH_ID.with();
        }
        if (batches.size() >= limits.fastOpenMax() || !total.open(limits.fastTotalMax())) {
            return JetStreamError.BATCH_PUBLISH_TOO_MANY_INFLIGHT.with();
        }
        FastBatch batch = new FastBatch(reply, batches.isEmpty());
        batches.put(batch.id(), batch);
        latest = batch;
        return null;
    }

    /// The publisher asks how far the batch has come.
    private void ping(Publication message, FastBatch batch) {
        if (reply.sequence() > batch.lastSequence()) {
            gap(message, batch.lastSequence() + 1, reply.sequence() + 1);
            if (!batch.gapOk()) {
                complete(message, batch);
                return;
            }
            batch.lastSequence(reply.sequence());
            batch.acknowledge(batches.size()); // it is told in any case; this sets the pace
        }
        acknowledge(message, batch);
    }

    /// Whether a message is the next one, or some are missing and may be. If not, the batch ends with those before.
    private boolean inOrder(Publication message, FastBatch batch) {
        long next = batch.lastSequence() + 1;
        if (reply.sequence() == next) {
            return true;
        }
        gap(message, next, reply.sequence());
        if (batch.gapOk() && reply.sequence() > next) {
            return true;
        }
        complete(message, batch);
        return false;
    }

    private void take(Publication message, Draft draft, FastBatch batch) {
        if (reply.commitsAtEnd()) {
            batch.lastSequence(reply.sequence() - 1);
            complete(message, batch);
            return;
        }
        if (reply.sequence() == 1 && !reply.commits() && answered()) {
            say(message, FlowReport.acknowledged(0, batch.flow()));
        }
        Outcome outcome = path.attempt(draft);
        ApiError error = outcome.error();
        if (error != null) {
            refused(message, batch, error);
        } else if (outcome.duplicate()) {
            duplicate(message, batch, outcome.sequence());
        } else {
            batch.lastSequence(reply.sequence());
            batch.stored(outcome.sequence());
            goOn(message, batch);
        }
    }

    private void goOn(Publication message, FastBatch batch) {
        if (reply.commits()) {
            complete(message, batch);
        } else {
            acknowledgeInTime(message, batch);
        }
    }

    private void acknowledgeInTime(Publication message, FastBatch batch) {
        if (batch.acknowledge(batches.size())) {
            acknowledge(message, batch);
        }
    }

    /// The one that commits is acknowledged like any other before the batch is.
    private void duplicate(Publication message, FastBatch batch, long sequence) {
        batch.lastSequence(reply.sequence());
        acknowledgeInTime(message, batch);
        if (reply.commits() && !batch.gapOk() && reply.sequence() == 1) {
            forget(batch);
            answers.duplicateBatch(message, sequence, batch.id(), reply.sequence());
        } else if (reply.commits()) {
            complete(message, batch);
        }
    }

    private void refused(Publication message, FastBatch batch, ApiError error) {
        if (!batch.gapOk() && reply.sequence() == 1) {
            forget(batch);
            answers.refusedLater(message, error);
            return;
        }
        say(message, FlowReport.refused(reply.sequence(), error));
        if (batch.gapOk() && !reply.commits()) {
            batch.lastSequence(reply.sequence());
            return;
        }
        complete(message, batch);
    }

    private void complete(Publication message, FastBatch batch) {
        forget(batch);
        answers.batch(message, batch.streamSequence(), batch.id(), batch.lastSequence());
    }

    private void acknowledge(Publication message, FastBatch batch) {
        say(message, FlowReport.acknowledged(batch.acknowledged(), batch.flow()));
    }

    private void gap(Publication message, long expected, long current) {
        say(message, FlowReport.gap(expected, current));
    }

    private void say(Publication message, byte[] report) {
        answers.later(message.reply(), message.replyFrom(), message.replyTo(), report);
    }

    private void refuse(Publication message, @Nullable ApiError error) {
        if (error != null && answered()) {
            answers.refused(message, error);
        }
    }

    private boolean answered() {
        return !stream.config().noAck();
    }

    /// Gives up batches if they are not allowed any more.
    void reconfigured() {
        if (!stream.config().features().batchPublish()) {
            close();
        }
    }

    void close() {
        List.copyOf(batches.values()).forEach(this::forget);
    }

    /// A batch whose publisher says nothing for long is given up.
    private void giveUpLater(FastBatch batch) {
        batch.heard(host.nowNanos());
        if (batch.isNew()) {
            batch.giveUp(host.agenda().at(host.nowNanos() + limits.idleNanosMax(), () -> look(batch)));
        }
    }

    private void look(FastBatch batch) {
        long due = batch.heardNanos() + limits.idleNanosMax();
        if (due <= host.nowNanos()) {
            forget(batch);
        } else {
            batch.giveUp(host.agenda().at(due, () -> look(batch)));
        }
    }

    private void forget(FastBatch batch) {
        batch.giveUp(null);
        if (batches.remove(batch.id(), batch)) {
            total.close();
        }
        latest = null;
    }
}
