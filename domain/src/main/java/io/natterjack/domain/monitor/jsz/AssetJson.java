package io.natterjack.domain.monitor.jsz;

import io.natterjack.domain.jetstream.codec.StreamConfigJson;
import io.natterjack.domain.jetstream.document.ConsumerDocument;
import io.natterjack.domain.jetstream.document.SourceDocument;
import io.natterjack.domain.jetstream.document.StreamFigures;
import io.natterjack.domain.jetstream.json.JsonOut;

/// Streams and consumers as `/jsz` shows them, which is nearly but not quite as the API does.
final class AssetJson {
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
                .field("state", stream.figures(), StreamFigures::write)
                .optionalObjects("consumer_detail", stream.consumers(), this::consumer)
                .optionalObjects("direct_consumer_detail", stream.readers(), this::consumer)
                .optional("mirror", stream.mirror(), SourceDocument::write)
                .optionalObjects("sources", stream.sources(), SourceDocument::write);
    }

    private void consumer(ConsumerDocument consumer, JsonOut out) {
        if (configs) {
            consumer.write(out);
        } else {
            consumer.writeWithoutConfig(out);
        }
    }
}
