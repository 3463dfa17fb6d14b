package io.natterjack.domain.monitor.jsz;

import io.natterjack.domain.consumer.ConsumerInfo;
import io.natterjack.domain.consumer.ConsumerInfo.Mark;
import io.natterjack.domain.consumer.ConsumerInfo.Pin;
import io.natterjack.domain.jetstream.codec.ConsumerConfigJson;
import io.natterjack.domain.jetstream.codec.StreamConfigJson;
import io.natterjack.domain.jetstream.codec.StreamSourceJson;
import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.jetstream.json.JsonOut;
import io.natterjack.domain.monitor.jsz.StreamReport.Contents;
import io.natterjack.domain.stream.config.StreamSource;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Streams and consumers as `/jsz` shows them, which is nearly but not quite as the API does.
final class AssetJson {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final String serverName;
    private final boolean configs;

    /// @param serverName · which leads every stream
    /// @param configs    · show how streams and consumers are configured
    AssetJson(String serverName, boolean configs) {
        this.serverName = serverName;
        this.configs = configs;
    }

    void stream(StreamReport stream, JsonOut out) {
        out.field("name", stream.name())
                .field("created", stream.created())
                .field("cluster", serverName, (name, cluster) -> cluster.field("leader", name))
                .optional("config", configs ? stream.config() : null, StreamConfigJson::write)
                .field("state", stream.contents(), AssetJson::contents)
                .optionalObjects("consumer_detail", stream.consumers(), this::consumer)
                .optionalObjects("direct_consumer_detail", stream.readers(), this::consumer)
                .optional("mirror", stream.mirror(), AssetJson::source)
                .optionalObjects("sources", stream.sources(), AssetJson::source);
    }

    private static void contents(Contents contents, JsonOut out) {
        out.unsigned("messages", contents.messages())
                .unsigned("bytes", contents.bytes())
                .unsigned("first_seq", contents.firstSequence())
                .field("first_ts", contents.firstTime())
                .unsigned("last_seq", contents.lastSequence())
                .field("last_ts", contents.lastTime())
                .optional("num_subjects", contents.subjects())
                .optional("num_deleted", contents.deleted())
                .field("consumer_count", contents.consumers());
    }

    private static void source(SourceReport report, JsonOut out) {
        StreamSource source = report.source();
        out.field("name", source.name())
                .optional("external", source.external(), StreamSourceJson::writeExternal)
                .unsigned("lag", report.lag())
                .optionalUnsigned("seq", report.sequence())
                .field("active", report.activeNanos())
                .optional("error", report.error(), AssetJson::error)
                .optional("filter_subject", source.filterSubject())
                .optionalObjects("subject_transforms", source.transforms(), StreamSourceJson::writeTransform);
    }

    private static void error(ApiError error, JsonOut out) {
        out.field("code", error.error().code())
                .field("err_code", error.error().errCode())
                .field("description", error.description());
    }

    private void consumer(ConsumerReport consumer, JsonOut out) {
        ConsumerInfo progress = consumer.progress();
        out.field("stream_name", consumer.stream())
                .field("name", consumer.name())
                .field("created", consumer.created())
                .optional("config", configs ? consumer.config() : null, ConsumerConfigJson::write)
                .field("delivered", progress.delivered(), AssetJson::mark)
                .field("ack_floor", progress.ackFloor(), AssetJson::mark)
                .field("num_ack_pending", progress.ackPending())
                .field("num_redelivered", progress.redelivered())
                .field("num_waiting", progress.waiting())
                .unsigned("num_pending", progress.pending())
                .optional("push_bound", progress.pushBound())
                .optional("paused", progress.paused())
                .optional("pause_remaining", Math.max(0, progress.pauseRemainingNanos()))
                .field("ts", consumer.now());
        Pin pin = progress.pin();
        if (pin != null) {
            out.objects("priority_groups", List.of(pin), AssetJson::pin);
        }
    }

    private static void mark(Mark mark, JsonOut out) {
        out.unsigned("consumer_seq", mark.consumerSequence())
                .unsigned("stream_seq", mark.streamSequence())
                .optional("last_active", instant(mark.lastNanos()));
    }

    private static void pin(Pin pin, JsonOut out) {
        out.field("group", pin.group())
                .optional("pinned_client_id", pin.clientId())
                .optional("pinned_ts", instant(pin.nanos()));
    }

    private static @Nullable Instant instant(long epochNanos) {
        return epochNanos == 0 ? null : Instant.ofEpochSecond(epochNanos / SECOND_NANOS, epochNanos % SECOND_NANOS);
    }
}
