package io.natterjack.domain.jetstream.api;

import io.natterjack.domain.agenda.EpochNanos;
import io.natterjack.domain.consumer.ConsumerInfo;
import io.natterjack.domain.consumer.ConsumerInfo.Mark;
import io.natterjack.domain.consumer.ConsumerInfo.Pin;
import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.jetstream.AccountStreams;
import io.natterjack.domain.jetstream.HostedConsumer;
import io.natterjack.domain.jetstream.asset.ApiLevel;
import io.natterjack.domain.jetstream.codec.ConsumerConfigJson;
import io.natterjack.domain.jetstream.json.JsonOut;
import java.util.List;

/// How a consumer is described to clients.
final class ConsumerInfoJson {
    private final AccountStreams streams;
    private final HostedConsumer hosted;
    private boolean leaderShown;
    private boolean versionShown = true;

    ConsumerInfoJson(AccountStreams streams, HostedConsumer hosted) {
        this.streams = streams;
        this.hosted = hosted;
    }

    /// Says which server leads it.
    ConsumerInfoJson withLeader() {
        leaderShown = true;
        return this;
    }

    /// Leaves out what the server adds to the configuration for those who ask for one consumer.
    ConsumerInfoJson inList() {
        versionShown = false;
        return this;
    }

    void write(JsonOut out) {
        ConsumerInfo info = hosted.consumer().info();
        ConsumerConfig config = hosted.consumer().config();
        out.field("stream_name", hosted.stream().name())
                .field("name", hosted.name())
                .field("created", hosted.created())
                .field(
                        "config",
                        versionShown ? ApiLevel.shown(config, streams.server().version()) : config,
                        ConsumerConfigJson::write)
                .field("delivered", info.delivered(), ConsumerInfoJson::writeMark)
                .field("ack_floor", info.ackFloor(), ConsumerInfoJson::writeMark)
                .field("num_ack_pending", info.ackPending())
                .field("num_redelivered", info.redelivered())
                .field("num_waiting", info.waiting())
                .field("num_pending", info.pending());
        if (leaderShown) {
            out.field("cluster", streams.server().name(), (name, inner) -> inner.field("leader", name));
        }
        out.optional("push_bound", info.pushBound())
                .optional("paused", info.paused())
                .optional("pause_remaining", info.pauseRemainingNanos())
                .field("ts", streams.now());
        if (info.pin() != null) {
            out.objects("priority_groups", List.of(info.pin()), ConsumerInfoJson::writePin);
        }
    }

    private static void writeMark(Mark mark, JsonOut out) {
        out.unsigned("consumer_seq", mark.consumerSequence())
                .unsigned("stream_seq", mark.streamSequence())
                .optional("last_active", EpochNanos.toInstantOrNull(mark.lastNanos()));
    }

    private static void writePin(Pin pin, JsonOut out) {
        out.field("group", pin.group())
                .optional("pinned_client_id", pin.clientId())
                .optional("pinned_ts", EpochNanos.toInstantOrNull(pin.nanos()));
    }
}
