package io.natterjack.domain.jetstream.transfer;

import io.natterjack.domain.agenda.Appointment;
import io.natterjack.domain.agenda.EpochNanos;
import io.natterjack.domain.jetstream.AccountFacts;
import io.natterjack.domain.jetstream.AccountStreams;
import io.natterjack.domain.jetstream.HostedStream;
import io.natterjack.domain.jetstream.advisory.Requester;
import io.natterjack.domain.jetstream.advisory.StreamAdvisory;
import io.natterjack.domain.jetstream.document.StreamDocument;
import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.jetstream.error.ApiFailure;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.jetstream.json.InvalidJsonException;
import io.natterjack.domain.jetstream.response.ResponseKind;
import io.natterjack.domain.jetstream.response.StreamResponses;
import io.natterjack.domain.jetstream.transfer.archive.SnapshotException;
import io.natterjack.domain.routing.Subscription;
import io.natterjack.domain.s2.S2Exception;
import io.natterjack.domain.shard.Inbound;
import io.natterjack.domain.shard.Inlet;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.message.Publication;
import io.natterjack.domain.stream.rules.StreamRules;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StorageFullException;
import io.natterjack.ports.storage.stream.StoredStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Takes a stream from somebody, chunk by chunk; an empty one says that it is whole. Nobody sees the stream before.
///
/// A chunk is answered when everything in it has been stored. What takes long is done in parts, so that others have
/// their turn. Whatever goes wrong, also when the stream is opened in the end, leaves nothing behind at once: the name
/// is free again. The answer to the last chunk says so.
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
    private final RestoreBudget budget;
    private final SnapshotSink sink;
    private final String subject;
    private final Subscription subscription;
    private final Instant start;
    private final Deque<byte[]> replies = new ArrayDeque<>();
    private @Nullable Appointment timeout;
    private boolean working;
    private boolean whole;
    private boolean opening;
    private boolean over;
    private @Nullable ApiError failure;

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
        this.budget = new RestoreBudget(streams, config);
        int payloadBytesMax = streams.share().payloadBytesMax();
        this.sink = new SnapshotSink(
                new StreamFiller(stored, config, payloadBytesMax, budget), new RestoredConsumers(streams, config));
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
        timeout = streams.shard().agenda().at(streams.shard().nowNanos() + IDLE_NANOS, this::stalled);
    }

    private void stalled() {
        if (working) {
            restartTimeout();
        } else {
            fail(JetStreamError.STREAM_RESTORE.with("stalled"));
            end();
        }
    }

    private void receive(Inbound message) {
        if (over || whole) {
            return;
        }
        if (!message.hasReply()) {
            fail(JetStreamError.STREAM_RESTORE.with("requires reply subject for each chunk"));
            end();
            return;
        }
        replies.add(Arrays.copyOfRange(message.bytes(), message.replyFrom(), message.replyTo()));
        int length = message.bodyTo() - message.bodyFrom();
        whole = length == 0;
        if (message.refused()) {
            fail(JetStreamError.STREAM_TOO_MANY_REQUESTS.with());
        }
        if (failure != null) {
            restartTimeout();
            answer(failure);
            return;
        }
        attempt(() -> {
            sink.feed(message.bytes(), message.bodyFrom(), length);
            restartTimeout();
            if (!working) {
                work();
            }
        });
    }

    private void attempt(Runnable task) {
        try {
            task.run();
        } catch (ApiFailure e) {
            fail(e.error());
        } catch (StorageFullException _) {
            fail(JetStreamError.STORAGE_RESOURCES_EXCEEDED.with());
        } catch (SnapshotException
                | S2Exception
                | InvalidJsonException
                | StorageException
                | IllegalArgumentException
                | IndexOutOfBoundsException e) {
            fail(JetStreamError.STREAM_RESTORE.with(String.valueOf(e.getMessage())));
        }
    }

    /// A part of what has come, and the rest when others have had their turn.
    private void work() {
        working = sink.work();
        if (working) {
            streams.shard().execute(() -> {
                if (!over && failure == null) {
                    attempt(this::work);
                }
            });
            return;
        }
        while (replies.size() > (whole ? 1 : 0)) {
            streams.outlet().publish(replies.remove(), NONE);
        }
        if (whole) {
            sink.end();
            admit(replies.element());
        }
    }

    /// Others may have come meanwhile, so everything that does not allow it is asked again.
    private void admit(byte[] reply) {
        budget.release();
        StreamRules.requirePlace(config, 0, new AccountFacts(streams));
        Instant created = sink.createdNanos() == 0 ? streams.now() : EpochNanos.toInstant(sink.createdNanos());
        opening = true;
        HostedStream hosted = streams.admit(config, created, stored);
        byte[] document = StreamResponses.restored(describe.apply(hosted));
        end();
        hosted.stream().touch();
        hosted.activate();
        hosted.stream()
                .publishWhenDurable(new Publication().to(reply, 0, reply.length).body(document));
    }

    /// Gives up. Clients look at the answer to the end only, so what still comes until then is taken and dropped.
    private void fail(ApiError error) {
        if (over || failure != null) {
            return;
        }
        failure = error;
        working = false;
        budget.release();
        try {
            discard();
        } catch (StorageException e) {
            streams.shard()
                    .surroundings()
                    .log()
                    .error("What is there of stream '" + config.name() + "' could not be removed, which was to be"
                            + " restored: " + e.getMessage());
        }
        answer(error);
    }

    private void answer(ApiError error) {
        while (replies.size() > (whole ? 1 : 0)) {
            streams.outlet().publish(replies.remove(), NONE);
        }
        if (whole) {
            end();
            streams.outlet().publish(replies.remove(), ResponseKind.STREAM_CREATE.failure(error));
        }
    }

    private void discard() {
        HostedStream half = opening ? streams.find(config.name()) : null;
        if (half == null) {
            streams.discard(config, stored);
        } else {
            streams.delete(half);
        }
    }

    private void end() {
        if (over) {
            return;
        }
        over = true;
        budget.release();
        if (timeout != null) {
            timeout.cancel();
        }
        streams.account().routes().remove(subscription);
        streams.advisories()
                .tell(new StreamAdvisory.RestoreEnded(config.name(), start, streams.now(), sink.bytes(), client));
    }
}
