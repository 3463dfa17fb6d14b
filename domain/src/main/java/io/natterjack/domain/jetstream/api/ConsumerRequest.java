package io.natterjack.domain.jetstream.api;

import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.consumer.rules.ConsumerAction;
import io.natterjack.domain.jetstream.codec.ConsumerConfigJson;
import io.natterjack.domain.jetstream.json.JsonField;
import io.natterjack.domain.jetstream.json.JsonObject;

/// Asks for a consumer.
///
/// @param stream   · its stream, once more
/// @param pedantic · refuse what would otherwise be put right
record ConsumerRequest(String stream, ConsumerConfig config, ConsumerAction action, boolean pedantic) {
    static ConsumerRequest read(JsonObject object) {
        String stream = "";
        ConsumerConfig config = ConsumerConfig.builder().build();
        ConsumerAction action = ConsumerAction.CREATE_OR_UPDATE;
        boolean pedantic = false;
        for (JsonField field : object) {
            switch (field.name()) {
                case "stream_name" -> stream = field.text();
                case "config" -> {
                    JsonObject inner = field.object("ConsumerConfig");
                    config = inner == null ? config : ConsumerConfigJson.read(inner);
                }
                case "action" ->
                    action = field.word(ConsumerAction::ofWire, word -> "unknown consumer action: " + word);
                case "pedantic" -> pedantic = field.flag();
                default -> field.unknown();
            }
        }
        return new ConsumerRequest(stream, config, action, pedantic);
    }
}
