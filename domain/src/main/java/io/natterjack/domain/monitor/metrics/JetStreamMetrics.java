package io.natterjack.domain.monitor.metrics;

import static io.natterjack.domain.monitor.metrics.Exposition.MetricType.GAUGE;

import io.natterjack.domain.consumer.ConsumerInfo;
import io.natterjack.domain.consumer.ConsumerInfo.Mark;
import io.natterjack.domain.jetstream.document.ConsumerDocument;
import io.natterjack.domain.jetstream.document.SourceDocument;
import io.natterjack.domain.jetstream.document.StreamFigures;
import io.natterjack.domain.monitor.jsz.AccountReport;
import io.natterjack.domain.monitor.jsz.JetStreamFigures;
import io.natterjack.domain.monitor.jsz.JetStreamReport;
import io.natterjack.domain.monitor.jsz.JetStreamReport.Depth;
import io.natterjack.domain.monitor.jsz.StreamReport;
import io.natterjack.domain.settings.JetStreamSettings;
import io.natterjack.domain.settings.ServerIdentity;
import io.natterjack.domain.stream.config.StreamSource.External;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Turns what JetStream tells of itself into metrics: one for each figure of the server, of an account, of a stream, of
/// what flows into it and of a consumer. Names and labels are those of the usual exporter when it is asked for all of
/// `/jsz`.
final class JetStreamMetrics {
    private static final double SECOND_NANOS = 1e9;
    private static final long UNLIMITED = -1;

    private final Exposition exposition;
    private final ServerIdentity server;
    private final @Nullable JetStreamSettings settings;

    /// @param settings · null for a server without JetStream
    JetStreamMetrics(Exposition exposition, ServerIdentity server, @Nullable JetStreamSettings settings) {
        this.exposition = exposition;
        this.server = server;
        this.settings = settings;
    }

    /// @param report · null if JetStream does not run
    void add(@Nullable JetStreamReport report) {
        JetStreamFigures figures = report == null ? JetStreamFigures.NONE : report.figures();
        boolean runs = report != null && settings != null;
        SequencedMap<String, String> labels = serverLabels();
        server("jetstream_disabled", "JetStream disabled or not", labels, runs ? 0 : 1);
        server("max_memory", "JetStream Max Memory", labels, settings == null ? 0 : settings.memoryBytesMax());
        server("max_storage", "JetStream Max Storage", labels, settings == null ? 0 : settings.fileBytesMax());
        server("total_streams", "Total number of streams in JetStream", labels, figures.streams());
        server("total_consumers", "Total number of consumers in JetStream", labels, figures.consumers());
        server("total_messages", "Total number of stored messages in JetStream", labels, figures.messages());
        server("total_message_bytes", "Total number of bytes stored in JetStream", labels, figures.bytes());
        if (report != null) {
            for (String name : report.accounts()) {
                AccountReport account = report.account(name, Depth.CONSUMERS);
                if (account != null) {
                    account(account);
                }
            }
        }
    }

    private SequencedMap<String, String> serverLabels() {
        SequencedMap<String, String> labels = new LinkedHashMap<>();
        labels.put("server_id", server.id());
        labels.put("server_name", server.name());
        labels.put("cluster", "");
        labels.put("domain", settings == null ? "" : settings.domain());
        labels.put("meta_leader", "");
        labels.put("is_meta_leader", "true");
        return labels;
    }

    private void server(String name, String help, SequencedMap<String, String> labels, long value) {
        gauge("jetstream_server_" + name, help, labels, value);
    }

    private void account(AccountReport account) {
        SequencedMap<String, String> labels = serverLabels();
        labels.put("account", account.name());
        labels.put("account_name", account.name());
        labels.put("account_id", account.name());
        String prefix = "jetstream_account_";
        gauge(prefix + "max_memory", "JetStream Account Max Memory in bytes", labels, max(account.memoryBytesMax()));
        gauge(prefix + "max_storage", "JetStream Account Max Storage in bytes", labels, max(account.fileBytesMax()));
        gauge(prefix + "memory_used", "Total number of bytes used by JetStream memory", labels, account.memoryBytes());
        gauge(prefix + "storage_used", "Total number of bytes used by JetStream storage", labels, account.fileBytes());
        account.streams().forEach(stream -> stream(stream, labels));
    }

    /// No limit is the largest number there is, as on the page.
    private static double max(long bytes) {
        return bytes == UNLIMITED ? 0x1p64 : (double) bytes;
    }

    private void stream(StreamReport stream, SequencedMap<String, String> account) {
        SequencedMap<String, String> labels = new LinkedHashMap<>(account);
        labels.put("stream_name", stream.name());
        labels.put("stream_leader", server.name());
        labels.put("is_stream_leader", "true");
        labels.put("stream_raft_group", "");
        StreamFigures contents = stream.figures();
        String prefix = "jetstream_stream_";
        gauge(prefix + "total_messages", "Total number of messages from a stream", labels, contents.messages());
        gauge(prefix + "total_bytes", "Total stored bytes from a stream", labels, contents.bytes());
        gauge(prefix + "first_seq", "First sequence from a stream", labels, contents.firstSequence());
        gauge(prefix + "last_seq", "Last sequence from a stream", labels, contents.lastSequence());
        gauge(prefix + "consumer_count", "Total number of consumers from a stream", labels, contents.consumers());
        gauge(prefix + "subject_count", "Total number of subjects in a stream", labels, contents.subjectCount());
        gauge(
                prefix + "limit_bytes",
                "Bytes that a stream may hold, -1 for any number",
                labels,
                stream.config().limits().bytesMax());
        gauge(
                prefix + "limit_messages",
                "Messages that a stream may hold, -1 for any number",
                labels,
                stream.config().limits().messagesMax());
        stream.sources().forEach(source -> source("source", source, labels));
        SourceDocument mirror = stream.mirror();
        if (mirror != null) {
            source("mirror", mirror, labels);
        }
        stream.consumers().forEach(consumer -> consumer(consumer, labels));
    }

    /// @param kind · `source` or `mirror`
    private void source(String kind, SourceDocument report, SequencedMap<String, String> stream) {
        SequencedMap<String, String> labels = new LinkedHashMap<>(stream);
        External external = report.source().external();
        labels.put(kind + "_name", report.source().name());
        labels.put(kind + "_api", external == null ? "" : external.apiPrefix());
        labels.put(kind + "_deliver", external == null ? "" : external.deliverPrefix());
        String prefix = "jetstream_stream_" + kind;
        gauge(prefix + "_lag", "Number of messages a stream " + kind + " is behind", labels, report.lag());
        gauge(
                prefix + "_active_duration_ns",
                "Nanoseconds since a stream " + kind + " was heard from, -1 for never",
                labels,
                report.activeNanos());
    }

    private void consumer(ConsumerDocument consumer, SequencedMap<String, String> stream) {
        SequencedMap<String, String> labels = new LinkedHashMap<>(stream);
        labels.put("consumer_name", consumer.name());
        labels.put("consumer_leader", "");
        labels.put("is_consumer_leader", "true");
        labels.put("consumer_desc", consumer.config().description());
        ConsumerInfo progress = consumer.progress();
        Mark delivered = progress.delivered();
        Mark floor = progress.ackFloor();
        consumer("delivered_consumer_seq", "Latest delivery of a consumer", labels, delivered.consumerSequence());
        consumer("delivered_stream_seq", "Latest message that was delivered", labels, delivered.streamSequence());
        consumer("ack_floor_consumer_seq", "Deliveries that are all acknowledged", labels, floor.consumerSequence());
        consumer("ack_floor_stream_seq", "Messages that are all acknowledged", labels, floor.streamSequence());
        consumer("num_ack_pending", "Number of pending acks from a consumer", labels, progress.ackPending());
        consumer("num_redelivered", "Number of redelivered messages from a consumer", labels, progress.redelivered());
        consumer("num_waiting", "Number of inflight fetch requests from a pull consumer", labels, progress.waiting());
        consumer("num_pending", "Number of pending messages from a consumer", labels, progress.pending());
        seconds(
                "last_delivery_seconds",
                "Seconds since last message delivery to consumer",
                labels,
                consumer,
                delivered);
        seconds("last_ack_seconds", "Seconds since last ack from consumer", labels, consumer, floor);
    }

    private void seconds(
            String name, String help, SequencedMap<String, String> labels, ConsumerDocument consumer, Mark mark) {
        if (mark.lastNanos() != 0) {
            Instant then = Instant.EPOCH.plusNanos(mark.lastNanos());
            long elapsed = Duration.between(then, consumer.now()).toNanos();
            gauge("jetstream_consumer_" + name, help, labels, elapsed / SECOND_NANOS);
        }
    }

    private void consumer(String name, String help, SequencedMap<String, String> labels, long value) {
        gauge("jetstream_consumer_" + name, help, labels, value);
    }

    private void gauge(String name, String help, SequencedMap<String, String> labels, long value) {
        gauge(name, help, labels, (double) value);
    }

    private void gauge(String name, String help, SequencedMap<String, String> labels, double value) {
        exposition.add(GAUGE, name, help, labels, value);
    }
}
