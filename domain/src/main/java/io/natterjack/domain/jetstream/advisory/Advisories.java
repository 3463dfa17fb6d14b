package io.natterjack.domain.jetstream.advisory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.agenda.EpochNanos;
import io.natterjack.domain.consumer.ConsumerEvent;
import io.natterjack.domain.consumer.ConsumerEvent.Acked;
import io.natterjack.domain.consumer.ConsumerEvent.MaxDelivered;
import io.natterjack.domain.consumer.ConsumerEvent.Naked;
import io.natterjack.domain.consumer.ConsumerEvent.Paused;
import io.natterjack.domain.consumer.ConsumerEvent.Pinned;
import io.natterjack.domain.consumer.ConsumerEvent.Terminated;
import io.natterjack.domain.consumer.ConsumerEvent.Unpinned;
import io.natterjack.domain.jetstream.json.JsonOut;
import io.natterjack.domain.shard.Outlet;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Tells whoever listens what becomes of the streams and consumers of one account. Nothing is composed if nobody does.
///
/// Confined to the shard.
public final class Advisories {
    private static final String ADVISORY = "io.nats.jetstream.advisory.v1.";
    private static final String METRIC = "io.nats.jetstream.metric.v1.";

    private final String account;
    private final String domain;
    private final Outlet outlet;
    private final UniqueNames names;
    private final LongSupplier nowNanos;

    /// @param domain   · empty for none
    /// @param nowNanos · since 1970
    public Advisories(String account, String domain, Outlet outlet, UniqueNames names, LongSupplier nowNanos) {
        this.account = account;
        this.domain = domain;
        this.outlet = outlet;
        this.names = names;
        this.nowNanos = nowNanos;
    }

    /// @param action · `create`, `modify` or `delete`
    public void streamAction(String stream, String action) {
        advise(
                "STREAM." + past(action) + "." + stream,
                "stream_action",
                out -> out.field("stream", stream).field("action", action).optional("domain", domain));
    }

    /// @param action · `create`, `modify` or `delete`
    public void consumerAction(String stream, String consumer, String action) {
        advise(
                "CONSUMER." + past(action) + "." + stream + "." + consumer,
                "consumer_action",
                out -> out.field("stream", stream)
                        .field("consumer", consumer)
                        .field("action", action)
                        .optional("domain", domain));
    }

    private static String past(String action) {
        return switch (action) {
            case "create" -> "CREATED";
            case "delete" -> "DELETED";
            default -> "UPDATED";
        };
    }

    /// @param reason · `timeout`, `large`, `incomplete` or `unsupported`
    public void batchAbandoned(String stream, String batch, String reason) {
        advise(
                "STREAM.BATCH_ABANDONED." + stream,
                "stream_batch_abandoned",
                out -> out.optional("account", account)
                        .field("stream", stream)
                        .optional("domain", domain)
                        .field("batch", batch)
                        .field("reason", reason));
    }

    /// Something has happened to a message or to a consumer itself.
    public void consumer(String stream, String consumer, ConsumerEvent event) {
        String who = "." + stream + "." + consumer;
        switch (event) {
            case Acked acked -> acked(stream, consumer, acked);
            case MaxDelivered max ->
                about(
                        stream,
                        consumer,
                        "CONSUMER.MAX_DELIVERIES" + who,
                        "max_deliver",
                        out -> out.field("stream_seq", max.streamSequence()).field("deliveries", max.deliveries()));
            case Naked nak ->
                about(
                        stream,
                        consumer,
                        "CONSUMER.MSG_NAKED" + who,
                        "nak",
                        out -> out.field("consumer_seq", nak.consumerSequence())
                                .field("stream_seq", nak.streamSequence())
                                .field("deliveries", nak.deliveries()));
            case Terminated term ->
                about(
                        stream,
                        consumer,
                        "CONSUMER.MSG_TERMINATED" + who,
                        "terminated",
                        out -> out.field("consumer_seq", term.consumerSequence())
                                .field("stream_seq", term.streamSequence())
                                .field("deliveries", term.deliveries())
                                .optional("reason", term.reason()));
            case Paused paused ->
                about(
                        stream,
                        consumer,
                        "CONSUMER.PAUSE" + who,
                        "consumer_pause",
                        out -> out.field("paused", paused.paused()).field("pause_until", paused.until()));
            case Pinned pinned ->
                group(
                        stream,
                        consumer,
                        "CONSUMER.PINNED" + who,
                        "consumer_group_pinned",
                        out -> out.field("group", pinned.group()).field("pinned_id", pinned.id()));
            case Unpinned unpinned ->
                group(
                        stream,
                        consumer,
                        "CONSUMER.UNPINNED" + who,
                        "consumer_group_unpinned",
                        out -> out.field("group", unpinned.group()).field("reason", unpinned.reason()));
        }
    }

    private void acked(String stream, String consumer, Acked acked) {
        String subject = "$JS.EVENT.METRIC.CONSUMER.ACK." + stream + "." + consumer;
        say(
                subject,
                METRIC + "consumer_ack",
                out -> out.field("stream", stream)
                        .field("consumer", consumer)
                        .field("consumer_seq", acked.consumerSequence())
                        .field("stream_seq", acked.streamSequence())
                        .field("ack_time", acked.ackNanos())
                        .field("deliveries", acked.deliveries())
                        .optional("domain", domain));
    }

    private void about(String stream, String consumer, String subject, String type, Consumer<JsonOut> fields) {
        advise(subject, type, out -> {
            out.field("stream", stream).field("consumer", consumer);
            fields.accept(out);
            out.optional("domain", domain);
        });
    }

    private void group(String stream, String consumer, String subject, String type, Consumer<JsonOut> fields) {
        advise(subject, type, out -> {
            out.optional("account", account)
                    .field("stream", stream)
                    .field("consumer", consumer)
                    .optional("domain", domain);
            fields.accept(out);
        });
    }

    private void advise(String subject, String type, Consumer<JsonOut> fields) {
        say("$JS.EVENT.ADVISORY." + subject, ADVISORY + type, fields);
    }

    private void say(String subject, String type, Consumer<JsonOut> fields) {
        if (!outlet.interest(subject, null)) {
            return;
        }
        byte[] document = JsonOut.document(type, (name, out) -> {
            out.field("type", name)
                    .field("id", names.next())
                    .field("timestamp", EpochNanos.toInstant(nowNanos.getAsLong()));
            fields.accept(out);
        });
        outlet.publish(subject.getBytes(UTF_8), document);
    }
}
