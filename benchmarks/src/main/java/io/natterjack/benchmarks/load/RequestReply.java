package io.natterjack.benchmarks.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// One client asks, another answers, one request at a time.
public record RequestReply(int payloadBytes) implements Workload {
    private static final String SERVICE = "bench.service";
    private static final String INBOX = "_INBOX.bench.1";
    private static final int READ_BYTES = 64 << 10;
    private static final int SAMPLES_MAX = 4_000_000;

    @Override
    public Measurement run(InetSocketAddress server, Timing timing, Meter meter)
            throws IOException, InterruptedException {
        try (ExecutorService threads = Executors.newCachedThreadPool();
                RawConnection responder = RawConnection.open(server);
                RawConnection requester = RawConnection.open(server)) {
            responder.subscribe(SERVICE, "");
            requester.subscribe(INBOX, "");
            Future<?> answering = threads.submit(() -> answer(responder));
            long[] samplesNanos = new long[SAMPLES_MAX];
            ask(requester, timing.warmUpNanos(), samplesNanos);
            meter.begin();
            long start = System.nanoTime();
            int count = ask(requester, timing.measuredNanos(), samplesNanos);
            long nanos = System.nanoTime() - start;
            meter.end();
            if (answering.isDone()) {
                throw new IOException("the server closed the responder's connection");
            }
            return new Measurement(count, nanos, 0, Measurement.Latency.of(samplesNanos, count));
        }
    }

    private int ask(RawConnection requester, long nanos, long[] samplesNanos) throws IOException {
        ByteBuffer request = direct(Frames.publish(SERVICE, INBOX, payloadBytes));
        ByteBuffer chunk = ByteBuffer.allocateDirect(READ_BYTES);
        FrameCounter replies = new FrameCounter(Frames.delivery(INBOX, "", payloadBytes), requester::answer);
        long deadline = System.nanoTime() + nanos;
        int count = 0;
        long sent = System.nanoTime();
        while (sent < deadline && count < samplesNanos.length) {
            requester.send(request.rewind());
            awaitFrame(requester, chunk, replies);
            long now = System.nanoTime();
            samplesNanos[count++] = now - sent;
            sent = now;
        }
        return count;
    }

    private Void answer(RawConnection responder) throws IOException {
        ByteBuffer reply = direct(Frames.publish(INBOX, "", payloadBytes));
        ByteBuffer chunk = ByteBuffer.allocateDirect(READ_BYTES);
        FrameCounter requests = new FrameCounter(Frames.delivery(SERVICE, INBOX, payloadBytes), responder::answer);
        try {
            while (true) {
                awaitFrame(responder, chunk, requests);
                responder.send(reply.rewind());
            }
        } catch (ClosedChannelException _) {
            return null;
        }
    }

    private static void awaitFrame(RawConnection connection, ByteBuffer chunk, FrameCounter counter)
            throws IOException {
        long before = counter.frames();
        while (counter.frames() == before) {
            int read = connection.channel().read(chunk.clear());
            if (read < 0) {
                throw new IOException("the server closed the connection");
            }
            counter.add(chunk, read);
        }
    }

    private static ByteBuffer direct(byte[] frame) {
        return ByteBuffer.allocateDirect(frame.length).put(frame).flip();
    }
}
