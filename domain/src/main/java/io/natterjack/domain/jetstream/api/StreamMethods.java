package io.natterjack.domain.jetstream.api;

import io.natterjack.domain.jetstream.AccountFacts;
import io.natterjack.domain.jetstream.AccountStreams;
import io.natterjack.domain.jetstream.HostedStream;
import io.natterjack.domain.jetstream.json.JsonOut;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.rules.StreamRules;
import java.util.function.Consumer;

/// Makes, changes and ends streams.
final class StreamMethods {
    private StreamMethods() {}

    static Consumer<JsonOut> create(ApiCall call) {
        StreamRequest asked = call.read("StreamConfigRequest", StreamRequest::read);
        AccountStreams streams = call.streams();
        StreamConfig config = new StreamRules(streams.settings().limits())
                .create(call.streamName(), asked.config(), asked.pedantic(), new AccountFacts(streams));
        HostedStream existing = streams.find(config.name());
        HostedStream hosted = existing == null ? streams.create(config) : existing;
        if (existing == null) {
            streams.advisories().streamAction(config.name(), "create");
        }
        StreamInfoJson info = new StreamInfoJson(streams, hosted);
        return out -> {
            info.write(out);
            out.field("did_create", true);
        };
    }

    static Consumer<JsonOut> update(ApiCall call) {
        StreamRequest asked = call.read("StreamConfigRequest", StreamRequest::read);
        AccountStreams streams = call.streams();
        StreamConfig changed = new StreamRules(streams.settings().limits())
                .update(call.streamName(), asked.config(), asked.pedantic(), new AccountFacts(streams));
        HostedStream hosted = call.stream();
        streams.update(hosted, changed);
        streams.advisories().streamAction(changed.name(), "modify");
        return new StreamInfoJson(streams, hosted)::write;
    }

    static Consumer<JsonOut> delete(ApiCall call) {
        call.requireNothing();
        HostedStream hosted = call.stream();
        call.streams().delete(hosted);
        call.streams().advisories().streamAction(hosted.name(), "delete");
        return ApiMethod.success();
    }
}
