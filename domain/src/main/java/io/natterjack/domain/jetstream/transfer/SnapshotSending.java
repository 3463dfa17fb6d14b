package io.natterjack.domain.jetstream.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.agenda.Appointment;
import io.natterjack.domain.jetstream.AccountStreams;
import io.natterjack.domain.jetstream.HostedStream;
import io.natterjack.domain.jetstream.advisory.Requester;
import io.natterjack.domain.jetstream.advisory.StreamAdvisory;
import io.natterjack.domain.jetstream.document.StreamFigures;
import io.natterjack.domain.jetstream.request.StreamRequest;
import io.natterjack.domain.routing.Subscription;
import io.natterjack.domain.shard.Inbound;
import io.natterjack.domain.shard.Inlet;
import io.natterjack.domain.stream.message.Publication;
import io.natterjack.ports.storage.StorageException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Sends a stream to somebody, chunk by chunk. Only so many chunks are under way at a time: the receiver answers each,
/// and whoever does not answer for too long gets no more.
///
/// Confined to the shard.
public final class SnapshotSending {
    private static final long ACK_NANOS = 5_000_000_000L;
    private static final long INTEREST_NANOS = 2_000_000_000L;
    private static final long POLL_NANOS = 20_000_000L;
    private static final int CHUNK_DEFAULT = 128 << 10;
    private static final int WINDOW_DEFAULT = 8 << 20;
    private static final int SIZE_MIN = 1 << 10;
    private static final int CHUNK_MAX = 1 << 20;
    private static final int WINDOW_MAX = 32 << 20;
    private static final byte[] SID = {'1'};
    private static final byte[] NONE = {};

    private final AccountStreams streams;
    private final String stream;
    private final Requester client;
    private final byte[] deliver;
    private final String deliverSubject;
    private final SnapshotSource source;
    private final byte[] chunk;
    private final Publication publication = new Publication();
    private final int inflightMax;
    private final String acks;
    private final Subscription subscription;
    private final Instant start;
    private @Nullable Appointment timeout;
    private int inflight;
    private int index = 1;
    private boolean over;

    private SnapshotSending(
            AccountStreams streams, HostedStream hosted, StreamRequest.Snapshot request, Requester client) {
        this.streams = streams;
        this.stream = hosted.name();
        this.client = client;
        this.deliverSubject = request.deliverSubject();
        this.deliver = deliverSubject.getBytes(UTF_8);
        this.source = new SnapshotSource(
                hosted, !request.noConsumers(), streams.shard().nowNanos());
        int size = request.chunkBytes() == 0 ? CHUNK_DEFAULT : Math.clamp(request.chunkBytes(), SIZE_MIN, CHUNK_MAX);
        int window = request.windowBytes() == 0 ? WINDOW_DEFAULT : request.windowBytes();
        this.chunk = new byte[size];
        this.inflightMax = Math.max(1, Math.clamp(window, SIZE_MIN, WINDOW_MAX) / size);
        this.acks = "$JS.SNAPSHOT.ACK." + stream + "." + streams.names().next();
        this.subscription = new Subscription(new Inlet(streams.shard(), this::acked), acks + ".>", null, SID, false);
        this.start = streams.now();
    }

    /// Begins behind the answer to the request, which the caller has still to send.
    public static void begin(
            AccountStreams streams,
            HostedStream hosted,
            StreamRequest.Snapshot request,
            StreamFigures state,
            Requester client) {
        SnapshotSending sending = new SnapshotSending(streams, hosted, request, client);
        streams.shard().execute(() -> {
            streams.advisories().tell(new StreamAdvisory.SnapshotBegun(hosted.name(), state, client));
            streams.account().routes().add(sending.subscription);
            sending.await(streams.shard().nowNanos() + INTEREST_NANOS);
        });
    }

    /// Tools ask first and listen then, so the first chunk waits until somebody listens to this very subject. An inbox
    /// for all answers does not count: it would get what is meant for the other.
    private void await(long untilNanos) {
        Subscription[] found = streams.account().routes().match(deliverSubject).plain();
        boolean awaited = Arrays.stream(found).anyMatch(each -> each.subject().equals(deliverSubject));
        if (awaited || streams.shard().nowNanos() >= untilNanos) {
            send();
        } else {
            in(POLL_NANOS, () -> await(untilNanos));
        }
    }

    private Appointment in(long nanos, Runnable task) {
        return streams.shard().agenda().at(streams.shard().nowNanos() + nanos, task);
    }

    private void acked(Inbound message) {
        inflight = Math.max(0, inflight - 1);
        send();
    }

    private void send() {
        try {
            while (!over && inflight < inflightMax) {
                sendOne();
            }
        } catch (StorageException | IllegalStateException e) {
            end("500 " + e.getMessage(), String.valueOf(e.getMessage()));
        }
    }

    private void sendOne() {
        int length = source.read(chunk);
        boolean last = length < chunk.length;
        byte[] reply = last ? NONE : (acks + "." + length + "." + index).getBytes(UTF_8);
        if (length > 0 && publish(reply, chunk, 0, length) == 0) {
            end("408 No Interest", "no interest");
        } else if (last) {
            end(index > 1 ? "204" : "", "");
        } else {
            index++;
            inflight++;
            restartTimeout();
        }
    }

    private void restartTimeout() {
        if (timeout != null) {
            timeout.cancel();
        }
        timeout = in(ACK_NANOS, () -> end("408 No Flow Response", "no flow response"));
    }

    /// @param status · of the last message; empty for none
    /// @param error  · empty if all is well
    private void end(String status, String error) {
        if (over) {
            return;
        }
        over = true;
        if (timeout != null) {
            timeout.cancel();
        }
        streams.account().routes().remove(subscription);
        byte[] header = status.isEmpty() ? NONE : ("NATS/1.0 " + status + "\r\n\r\n").getBytes(UTF_8);
        publish(NONE, header, header.length, header.length);
        streams.advisories().tell(new StreamAdvisory.SnapshotEnded(stream, start, streams.now(), client, error));
    }

    private int publish(byte[] reply, byte[] payload, int headerLength, int length) {
        return streams.outlet()
                .publish(publication
                        .to(deliver, 0, deliver.length)
                        .reply(reply, 0, reply.length)
                        .payload(payload, 0, headerLength, length));
    }
}
