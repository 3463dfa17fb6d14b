package io.natterjack.domain.jetstream.api;

import io.natterjack.domain.jetstream.AccountFacts;
import io.natterjack.domain.jetstream.AccountStreams;
import io.natterjack.domain.jetstream.HostedStream;
import io.natterjack.domain.jetstream.api.call.ApiCall;
import io.natterjack.domain.jetstream.document.StreamFigures;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.jetstream.request.StreamRequest;
import io.natterjack.domain.jetstream.response.StreamResponses;
import io.natterjack.domain.jetstream.transfer.RestoreReceiving;
import io.natterjack.domain.jetstream.transfer.SnapshotSending;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.rules.StreamRules;
import io.natterjack.domain.subject.Subjects;

/// Begins to send streams to somebody, or to take them.
final class TransferMethods {
    private TransferMethods() {}

    static byte[] snapshot(ApiCall call) {
        call.requireSomething();
        HostedStream hosted = call.stream();
        StreamRequest.Snapshot asked = call.streamRequests().snapshot(call.body());
        String subject = asked.deliverSubject();
        if (!Subjects.valid(subject) || !Subjects.literal(subject)) {
            throw JetStreamError.SNAPSHOT_DELIVER_SUBJECT_INVALID.failure();
        }
        StreamFigures state = call.documents().figures(hosted);
        SnapshotSending.begin(call.streams(), hosted, asked, state, call.requester());
        return StreamResponses.snapshot(hosted.config(), state);
    }

    static byte[] restore(ApiCall call) {
        call.requireSomething();
        StreamConfig asked = call.streamRequests().restore(call.body()).config();
        String name = call.streamName();
        StreamConfig named = asked.name().isEmpty() ? asked.with(changes -> changes.name(name)) : asked;
        if (!name.equals(named.name())) {
            throw JetStreamError.STREAM_MISMATCH.failure();
        }
        AccountStreams streams = call.streams();
        StreamConfig config = new StreamRules(streams.settings().limits()).restore(named, new AccountFacts(streams));
        String subject = RestoreReceiving.begin(
                streams, config, call.requester(), hosted -> call.documents().created(hosted));
        return StreamResponses.restore(subject);
    }
}
