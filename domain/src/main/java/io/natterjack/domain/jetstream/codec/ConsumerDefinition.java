package io.natterjack.domain.jetstream.codec;

import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.jetstream.json.JsonField;
import io.natterjack.domain.jetstream.json.JsonObject;
import io.natterjack.domain.jetstream.json.JsonOut;
import io.natterjack.domain.jetstream.json.JsonReader;
import java.time.Instant;

/// What a storage keeps of a consumer beside its state: JSON, so that people can read it.
public record ConsumerDefinition(ConsumerConfig config, Instant created) {
    /// For a storage.
    public byte[] toBytes() {
        return JsonOut.document(
                this,
                (definition, out) -> out.field("created", definition.created)
                        .optional("generated_name", definition.config.unnamed() ? definition.config.name() : "")
                        .field("config", definition.config, ConsumerConfigJson::write));
    }

    /// @throws io.natterjack.domain.jetstream.json.InvalidJsonException if it is not what [#toBytes] gives
    public static ConsumerDefinition of(byte[] bytes) {
        return JsonReader.read(bytes, "ConsumerDefinition", false, ConsumerDefinition::read);
    }

    private static ConsumerDefinition read(JsonObject object) {
        Instant created = Instant.EPOCH;
        ConsumerConfig config = ConsumerConfig.builder().build();
        String generated = "";
        for (JsonField field : object) {
            switch (field.name()) {
                case "created" -> created = StreamDefinition.orEpoch(field.time());
                case "generated_name" -> generated = field.text();
                case "config" -> {
                    JsonObject inner = field.object("ConsumerConfig");
                    config = inner == null ? config : ConsumerConfigJson.read(inner);
                }
                default -> field.unknown();
            }
        }
        String name = generated;
        return new ConsumerDefinition(
                name.isEmpty() ? config : config.with(changes -> changes.generatedName(name)), created);
    }
}
