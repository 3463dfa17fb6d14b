package io.natterjack.domain.jetstream.api;

import io.natterjack.domain.jetstream.AccountFacts;
import io.natterjack.domain.jetstream.AccountStreams;
import io.natterjack.domain.jetstream.HostedConsumer;
import io.natterjack.domain.jetstream.HostedStream;
import io.natterjack.domain.jetstream.advisory.Action;
import io.natterjack.domain.jetstream.advisory.Advisories;
import io.natterjack.domain.jetstream.advisory.ConsumerAdvisory;
import io.natterjack.domain.jetstream.advisory.StreamAdvisory;
import io.natterjack.domain.jetstream.api.call.ApiCall;
import io.natterjack.domain.jetstream.request.StreamRequest;
import io.natterjack.domain.jetstream.response.ResponseKind;
import io.natterjack.domain.jetstream.response.StreamResponses;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.rules.StreamRules;
import io.natterjack.ports.observe.ServerLog.Level;
import java.util.stream.Stream;

/// Makes, changes and ends streams.
final class StreamMethods {
    private StreamMethods() {}

    static byte[] create(ApiCall call) {
        StreamRequest.Configure asked = call.streamRequests().configure(call.body());
        AccountStreams streams = call.streams();
        StreamConfig config = new StreamRules(streams.settings().limits())
                .create(call.streamName(), asked.config(), asked.pedantic(), new AccountFacts(streams));
        warnOfUnreachable(streams, config);
        HostedStream existing = streams.find(config.name());
        HostedStream hosted = existing == null ? streams.create(config) : existing;
        if (existing == null) {
            streams.advisories().tell(new StreamAdvisory.Acted(config.name(), Action.CREATED));
        }
        return StreamResponses.created(call.documents().created(hosted));
    }

    static byte[] update(ApiCall call) {
        StreamRequest.Configure asked = call.streamRequests().configure(call.body());
        AccountStreams streams = call.streams();
        StreamConfig changed = new StreamRules(streams.settings().limits())
                .update(call.streamName(), asked.config(), asked.pedantic(), new AccountFacts(streams));
        HostedStream hosted = call.writableStream();
        warnOfUnreachable(streams, changed);
        streams.update(hosted, changed);
        streams.advisories().tell(new StreamAdvisory.Acted(changed.name(), Action.UPDATED));
        return StreamResponses.updated(call.documents().updated(hosted));
    }

    /// Streams of other accounts and domains can be named, as in the reference, but not be reached.
    private static void warnOfUnreachable(AccountStreams streams, StreamConfig config) {
        Stream.concat(Stream.ofNullable(config.mirror()), config.sources().stream())
                .filter(source -> !streams.reaches(source))
                .forEach(source -> streams.shard()
                        .surroundings()
                        .log()
                        .log(
                                Level.WRN,
                                "Stream '" + streams.account().name() + " > " + config.name() + "' copies '"
                                        + source.name()
                                        + "' from outside of its account, which this server cannot reach"));
    }

    static byte[] delete(ApiCall call) {
        call.requireNothing();
        HostedStream hosted = call.stream();
        Advisories advisories = call.streams().advisories();
        for (HostedConsumer consumer : hosted.consumers()) {
            advisories.tell(new ConsumerAdvisory.Acted(hosted.name(), consumer.name(), Action.DELETED));
        }
        call.streams().delete(hosted);
        advisories.tell(new StreamAdvisory.Acted(hosted.name(), Action.DELETED));
        return ResponseKind.STREAM_DELETE.done();
    }
}
