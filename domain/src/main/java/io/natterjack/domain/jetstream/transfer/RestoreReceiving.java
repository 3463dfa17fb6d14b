package io.natterjack.domain.jetstream.transfer;

import io.natterjack.domain.agenda.Appointment;
import io.natterjack.domain.agenda.EpochNanos;
import io.natterjack.domain.jetstream.AccountStreams;
import io.natterjack.domain.jetstream.HostedStream;
import io.natterjack.domain.jetstream.advisory.Requester;
import io.natterjack.domain.jetstream.advisory.StreamAdvisory;
import io.natterjack.domain.jetstream.document.StreamDocument;
import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.jetstream.response.ResponseKind;
import io.natterjack.domain.jetstream.response.StreamResponses;
import io.natterjack.domain.routing.Subscription;
import io.natterjack.domain.shard.Inbound;
import io.natterjack.domain.shard.Inlet;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.message.Publication;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StorageFullException;
import io.natterjack.ports.storage.stream.StoredStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Takes a stream from somebody, chunk by chunk; an empty one says that it is whole. Nobody sees the stream before.
///
/// Confined to the shard.
public final class RestoreReceiving {
    private static final long IDLE_NANOS = 5_000_000_000L;
    private static final byte[] SID = {'1'};
    private static final byte[] NONE = {};

    private final AccountStreams streams;
    private final StreamConfig config;
    private final Requester client;
    private final Function<HostedStream, StreamDocument> describe;
    private final StoredStream stored;
    private final SnapshotSink sink;
    private final String subject;
    private final Subscription subscription;
    private final Instant start;
    private @Nullable Appointment timeout;
    private boolean over;

    private RestoreReceiving(
            AccountStreams streams,
            StreamConfig config,
            Requester client,
            Function<HostedStream, StreamDocument> describe) {
        this.streams = streams;
        this.config = config;
        this.client = client;
        this.describe = describe;
        this.stored = streams.prepare(config);
        this.sink = new SnapshotSink(stored);
        this.subject =
                "$JS.SNAPSHOT.RESTORE." + config.name() + "." + streams.names().next();
        this.subscription = new Subscription(new Inlet(streams.shard(), this::receive), subject, null, SID, false);
        this.start = streams.now();
    }

    /// Listens from now on.
    ///
    /// @param config   · complete and checked
    /// @param describe · what is answered in the end
    /// @return the subject to send the snapshot to
    public static String begin(
            AccountStreams streams,
            StreamConfig config,
            Requester client,
            Function<HostedStream, StreamDocument> describe) {
        RestoreReceiving receiving = new RestoreReceiving(streams, config, client, describe);
        streams.advisories().tell(new StreamAdvisory.RestoreBegun(config.name(), client));
        streams.account().routes().add(receiving.subscription);
        receiving.restartTimeout();
        return receiving.subject;
    }

    private void restartTimeout() {
        if (timeout != null) {
            timeout.cancel();
        }
        timeout = streams.shard()
                .agenda()
                .at(
                        streams.shard().nowNanos() + IDLE_NANOS,
                        () -> fail(NONE, JetStreamError.STREAM_RESTORE.with("stalled")));
    }

    private void receive(Inbound message) {
        if (over) {
            return;
        }
        byte[] reply = Arrays.copyOfRange(message.bytes(), message.replyFrom(), message.replyTo());
        try {
            if (message.refused()) {
                fail(reply, JetStreamError.STREAM_TOO_MANY_REQUESTS.with());
            } else if (message.bodyTo() > message.bodyFrom()) {
                sink.feed(message.bytes(), message.bodyFrom(), message.bodyTo() - message.bodyFrom());
                restartTimeout();
                streams.outlet().publish(reply, NONE);
            } else {
                sink.end();
                admit(reply);
            }
        } catch (StorageFullException _) {
            fail(reply, JetStreamError.STORAGE_RESOURCES_EXCEEDED.with());
        } catch (SnapshotException | StorageException | IllegalArgumentException | IndexOutOfBoundsException e) {
            fail(reply, JetStreamError.STREAM_RESTORE.with(String.valueOf(e.getMessage())));
        }
    }

    private void admit(byte[] reply) {
        if (streams.find(config.name()) != null) {
            fail(reply, JetStreamError.STREAM_NAME_EXIST_RESTORE_FAILED.with());
            return;
        }
        end();
        HostedStream hosted = streams.admit(config, EpochNanos.toInstant(sink.createdNanos()), stored);
        byte[] document = StreamResponses.restored(describe.apply(hosted));
        hosted.stream().touch();
        hosted.activate();
        hosted.stream()
                .publishWhenDurable(new Publication().to(reply, 0, reply.length).body(document));
    }

    private void fail(byte[] reply, ApiError error) {
        if (over) {
            return;
        }
        end();
        streams.discard(config, stored);
        if (reply.length > 0) {
            streams.outlet().publish(reply, ResponseKind.STREAM_CREATE.failure(error));
        }
    }

    private void end() {
        over = true;
        if (timeout != null) {
            timeout.cancel();
        }
        streams.account().routes().remove(subscription);
        streams.advisories()
                .tell(new StreamAdvisory.RestoreEnded(config.name(), start, streams.now(), sink.bytes(), client));
    }
}
