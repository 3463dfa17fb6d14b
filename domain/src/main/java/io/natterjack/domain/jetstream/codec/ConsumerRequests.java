package io.natterjack.domain.jetstream.codec;

import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.consumer.rules.ConsumerAction;
import io.natterjack.domain.jetstream.json.JsonField;
import io.natterjack.domain.jetstream.json.JsonObject;
import io.natterjack.domain.jetstream.request.ConsumerRequest;
import io.natterjack.domain.text.Word;
import java.time.Instant;

/// Reads what is asked about consumers. An empty body asks for nothing in particular.
///
/// Everything here throws an [io.natterjack.domain.jetstream.error.ApiFailure] for what cannot be read.
public final class ConsumerRequests {
    private final boolean strict;

    /// @param strict · whether unknown fields are refused
    public ConsumerRequests(boolean strict) {
        this.strict = strict;
    }

    public ConsumerRequest.Create create(byte[] body) {
        return Requests.read(body, "CreateConsumerRequest", strict, object -> {
            String stream = "";
            ConsumerConfig config = ConsumerConfig.builder().build();
            ConsumerAction action = ConsumerAction.CREATE_OR_UPDATE;
            boolean pedantic = false;
            for (JsonField field : object) {
                switch (field.name()) {
                    case "stream_name" -> stream = field.text();
                    case "config" -> {
                        JsonObject said = field.object("ConsumerConfig");
                        config = said == null ? config : ConsumerConfigJson.read(said);
                    }
                    case "action" ->
                        action = field.word(
                                word -> Word.of(ConsumerAction.class, word), raw -> "unknown consumer action: " + raw);
                    case "pedantic" -> pedantic = field.flag();
                    default -> field.unknown();
                }
            }
            return new ConsumerRequest.Create(stream, config, action, pedantic);
        });
    }

    public ConsumerRequest.Page page(byte[] body) {
        return Requests.read(body, "JSApiConsumersRequest", strict, object -> {
            int offset = 0;
            for (JsonField field : object) {
                if (field.name().equals("offset")) {
                    offset = Requests.offset(field);
                } else {
                    field.unknown();
                }
            }
            return new ConsumerRequest.Page(offset);
        });
    }

    public ConsumerRequest.Pause pause(byte[] body) {
        return Requests.read(body, "JSApiConsumerPauseRequest", strict, object -> {
            Instant until = null;
            for (JsonField field : object) {
                if (field.name().equals("pause_until")) {
                    until = field.time();
                } else {
                    field.unknown();
                }
            }
            return new ConsumerRequest.Pause(until);
        });
    }

    /// The reference is never strict about this one.
    public ConsumerRequest.Unpin unpin(byte[] body) {
        return Requests.readWhole(body, "JSApiConsumerUnpinRequest", object -> {
            String group = "";
            for (JsonField field : object) {
                if (field.name().equals("group")) {
                    group = field.text();
                } else {
                    field.unknown();
                }
            }
            return new ConsumerRequest.Unpin(group);
        });
    }

    /// The reference is never strict about this one.
    public ConsumerRequest.Reset reset(byte[] body) {
        if (body.length == 0) {
            return new ConsumerRequest.Reset(0);
        }
        return Requests.readWhole(body, "JSApiConsumerResetRequest", object -> {
            long sequence = 0;
            for (JsonField field : object) {
                if (field.name().equals("seq")) {
                    sequence = field.sequence();
                } else {
                    field.unknown();
                }
            }
            return new ConsumerRequest.Reset(sequence);
        });
    }
}
