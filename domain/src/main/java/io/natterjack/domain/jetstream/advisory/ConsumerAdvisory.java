package io.natterjack.domain.jetstream.advisory;

import io.natterjack.domain.jetstream.json.JsonOut;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that has happened to a consumer, or to a message that it has delivered.
public sealed interface ConsumerAdvisory extends Advisory {
    /// The name of its stream.
    String stream();

    /// Its name.
    String consumer();

    @Override
    default String subject() {
        return "$JS.EVENT." + (metric() ? "METRIC" : "ADVISORY") + ".CONSUMER." + event() + "." + stream() + "."
                + consumer();
    }

    /// The token of the subject that tells what has happened.
    private String event() {
        return switch (this) {
            case Acted acted -> acted.action.name();
            case Paused _ -> "PAUSE";
            case Pinned _ -> "PINNED";
            case Unpinned _ -> "UNPINNED";
            case DeliveriesExceeded _ -> "MAX_DELIVERIES";
            case Refused _ -> "MSG_NAKED";
            case Terminated _ -> "MSG_TERMINATED";
            case Acknowledged _ -> "ACK";
        };
    }

    @Override
    default String kind() {
        return switch (this) {
            case Acted _ -> "consumer_action";
            case Paused _ -> "consumer_pause";
            case Pinned _ -> "consumer_group_pinned";
            case Unpinned _ -> "consumer_group_unpinned";
            case DeliveriesExceeded _ -> "max_deliver";
            case Refused _ -> "nak";
            case Terminated _ -> "terminated";
            case Acknowledged _ -> "consumer_ack";
        };
    }

    @Override
    default boolean metric() {
        return this instanceof Acknowledged;
    }

    private static JsonOut begin(ConsumerAdvisory advisory, JsonOut out) {
        return out.field("stream", advisory.stream()).field("consumer", advisory.consumer());
    }

    /// It was made or deleted.
    record Acted(String stream, String consumer, Action action) implements ConsumerAdvisory {
        @Override
        public void write(JsonOut out, String domain) {
            begin(this, out).field("action", action.wire()).optional("domain", domain);
        }
    }

    /// It stands still, or goes on.
    ///
    /// @param until · null if it goes on
    record Paused(
            String stream,
            String consumer,
            boolean paused,
            @Nullable Instant until) implements ConsumerAdvisory {
        @Override
        public void write(JsonOut out, String domain) {
            begin(this, out).field("paused", paused).field("pause_until", until).optional("domain", domain);
        }
    }

    /// A client of a group is the only one that is served.
    record Pinned(String account, String stream, String consumer, String group, String pin)
            implements ConsumerAdvisory {
        @Override
        public void write(JsonOut out, String domain) {
            begin(this, out.optional("account", account))
                    .optional("domain", domain)
                    .field("group", group)
                    .field("pinned_id", pin);
        }
    }

    /// Another client of a group can be pinned.
    ///
    /// @param reason · `admin` or `timeout`
    record Unpinned(String account, String stream, String consumer, String group, String reason)
            implements ConsumerAdvisory {
        @Override
        public void write(JsonOut out, String domain) {
            begin(this, out.optional("account", account))
                    .optional("domain", domain)
                    .field("group", group)
                    .field("reason", reason);
        }
    }

    /// A message was delivered as often as it may be.
    record DeliveriesExceeded(String stream, String consumer, long streamSequence, long deliveries)
            implements ConsumerAdvisory {
        @Override
        public void write(JsonOut out, String domain) {
            begin(this, out)
                    .unsigned("stream_seq", streamSequence)
                    .unsigned("deliveries", deliveries)
                    .optional("domain", domain);
        }
    }

    /// A message was refused, and will come again.
    record Refused(String stream, String consumer, long consumerSequence, long streamSequence, long deliveries)
            implements ConsumerAdvisory {
        @Override
        public void write(JsonOut out, String domain) {
            begin(this, out)
                    .unsigned("consumer_seq", consumerSequence)
                    .unsigned("stream_seq", streamSequence)
                    .unsigned("deliveries", deliveries)
                    .optional("domain", domain);
        }
    }

    /// A message was refused for good.
    ///
    /// @param reason · empty for none
    record Terminated(
            String stream, String consumer, long consumerSequence, long streamSequence, long deliveries, String reason)
            implements ConsumerAdvisory {
        @Override
        public void write(JsonOut out, String domain) {
            begin(this, out)
                    .unsigned("consumer_seq", consumerSequence)
                    .unsigned("stream_seq", streamSequence)
                    .unsigned("deliveries", deliveries)
                    .optional("reason", reason)
                    .optional("domain", domain);
        }
    }

    /// A message was acknowledged.
    ///
    /// @param ackNanos · since its delivery
    record Acknowledged(
            String stream, String consumer, long consumerSequence, long streamSequence, long ackNanos, long deliveries)
            implements ConsumerAdvisory {
        @Override
        public void write(JsonOut out, String domain) {
            begin(this, out)
                    .unsigned("consumer_seq", consumerSequence)
                    .unsigned("stream_seq", streamSequence)
                    .field("ack_time", ackNanos)
                    .unsigned("deliveries", deliveries)
                    .optional("domain", domain);
        }
    }
}
