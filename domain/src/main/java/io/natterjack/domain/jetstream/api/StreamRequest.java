package io.natterjack.domain.jetstream.api;

import io.natterjack.domain.jetstream.codec.StreamConfigJson;
import io.natterjack.domain.jetstream.json.JsonField;
import io.natterjack.domain.jetstream.json.JsonObject;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.config.StreamConfigBuilder;

/// Asks for a stream.
///
/// @param pedantic · refuse what would otherwise be put right
record StreamRequest(StreamConfig config, boolean pedantic) {
    static StreamRequest read(JsonObject object) {
        StreamConfigBuilder config = StreamConfigJson.unset();
        boolean pedantic = false;
        for (JsonField field : object) {
            if (field.name().equals("pedantic")) {
                pedantic = field.flag();
            } else {
                StreamConfigJson.read(field, config);
            }
        }
        return new StreamRequest(config.build(), pedantic);
    }
}
