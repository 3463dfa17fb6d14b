package io.natterjack.domain.jetstream.codec;

import io.natterjack.domain.jetstream.json.JsonField;
import io.natterjack.domain.jetstream.json.JsonObject;
import io.natterjack.domain.jetstream.json.JsonOut;
import io.natterjack.domain.jetstream.json.JsonReader;
import io.natterjack.domain.stream.config.StreamConfig;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a storage keeps of a stream beside its messages: JSON, so that people can read it.
public record StreamDefinition(StreamConfig config, Instant created) {
    private static final String INCOMPLETE = "natterjack.incomplete";

    /// The same of a stream that is still being filled.
    public StreamDefinition incomplete() {
        Map<String, String> metadata = new HashMap<>(config.metadata());
        metadata.put(INCOMPLETE, "true");
        return new StreamDefinition(config.withMetadata(metadata), created);
    }

    /// Whether it was still being filled when that was said.
    public boolean isIncomplete() {
        return config.metadata().containsKey(INCOMPLETE);
    }

    /// For a storage.
    public byte[] toBytes() {
        return JsonOut.document(
                this,
                (definition, out) -> out.field("created", definition.created)
                        .field("config", definition.config, StreamConfigJson::write));
    }

    /// @throws io.natterjack.domain.jetstream.json.InvalidJsonException if it is not what [#toBytes] gives
    public static StreamDefinition of(byte[] bytes) {
        return JsonReader.read(bytes, "StreamDefinition", false, StreamDefinition::read);
    }

    private static StreamDefinition read(JsonObject object) {
        Instant created = Instant.EPOCH;
        StreamConfig config = StreamConfigJson.unset().build();
        for (JsonField field : object) {
            switch (field.name()) {
                case "created" -> created = orEpoch(field.time());
                case "config" -> {
                    JsonObject inner = field.object("StreamConfig");
                    config = inner == null ? config : StreamConfigJson.read(inner);
                }
                default -> field.unknown();
            }
        }
        return new StreamDefinition(config, created);
    }

    static Instant orEpoch(@Nullable Instant time) {
        return time == null ? Instant.EPOCH : time;
    }
}
