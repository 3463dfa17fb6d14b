package io.natterjack.domain.jetstream.document;

import io.natterjack.domain.agenda.EpochNanos;
import io.natterjack.domain.consumer.ConsumerInfo;
import io.natterjack.domain.consumer.ConsumerInfo.Mark;
import io.natterjack.domain.consumer.ConsumerInfo.Pin;
import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.jetstream.codec.ConsumerConfigJson;
import io.natterjack.domain.jetstream.json.JsonOut;
import java.time.Instant;
import java.util.List;

/// How a consumer is.
///
/// @param stream   · the name of its stream
/// @param config   · see [io.natterjack.domain.jetstream.asset.ApiLevel#shown]
/// @param progress · how far it is
/// @param leader   · the server that owns it; empty where that is not told
/// @param now      · when all this was so
public record ConsumerDocument(
        String stream,
        String name,
        Instant created,
        ConsumerConfig config,
        ConsumerInfo progress,
        String leader,
        Instant now) {
    /// Writes its fields.
    public void write(JsonOut out) {
        writeName(out);
        out.field("config", config, ConsumerConfigJson::write);
        writeProgress(out);
    }

    /// Writes its fields for those who want to know how it is, and not what it is.
    public void writeWithoutConfig(JsonOut out) {
        writeName(out);
        writeProgress(out);
    }

    private void writeName(JsonOut out) {
        out.field("stream_name", stream).field("name", name).field("created", created);
    }

    private void writeProgress(JsonOut out) {
        out.field("delivered", progress.delivered(), ConsumerDocument::writeMark)
                .field("ack_floor", progress.ackFloor(), ConsumerDocument::writeMark)
                .field("num_ack_pending", progress.ackPending())
                .field("num_redelivered", progress.redelivered())
                .field("num_waiting", progress.waiting())
                .unsigned("num_pending", progress.pending());
        if (!leader.isEmpty()) {
            out.field("cluster", leader, (server, cluster) -> cluster.field("leader", server));
        }
        out.optional("push_bound", progress.pushBound())
                .optional("paused", progress.paused())
                .optional("pause_remaining", Math.max(0, progress.pauseRemainingNanos()))
                .field("ts", now);
        Pin pin = progress.pin();
        if (pin != null) {
            out.objects("priority_groups", List.of(pin), ConsumerDocument::writePin);
        }
    }

    private static void writeMark(Mark mark, JsonOut out) {
        out.unsigned("consumer_seq", mark.consumerSequence())
                .unsigned("stream_seq", mark.streamSequence())
                .optional("last_active", EpochNanos.toInstantOrNull(mark.lastNanos()));
    }

    private static void writePin(Pin pin, JsonOut out) {
        out.field("group", pin.group()).optional("pinned_client_id", pin.clientId());
        out.field("pinned_ts", EpochNanos.toInstantOrNull(pin.nanos()));
    }
}
