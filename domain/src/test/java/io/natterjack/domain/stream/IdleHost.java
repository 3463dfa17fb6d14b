package io.natterjack.domain.stream;

import io.natterjack.domain.agenda.Agenda;
import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.stream.config.StreamSource;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// An account in which nothing happens, with a clock that only tests move. What a test does not expect fails it.
public abstract class IdleHost implements StreamHost {
    private final Agenda agenda = new Agenda();
    private final RandomGenerator random;
    private long nowNanos;

    protected IdleHost(long seed, long startNanos) {
        random = new SplittableRandom(seed);
        nowNanos = startNanos;
    }

    /// Moves the clock, and does nothing of what is due.
    protected final void moveTo(long nanos) {
        nowNanos = nanos;
    }

    /// Moves the clock step by step, and does what is due at each.
    protected final void advance(long nanos, Runnable afterStep) {
        long end = nowNanos + nanos;
        while (agenda.nextDueNanos() <= end) {
            nowNanos = Math.max(nowNanos, agenda.nextDueNanos());
            agenda.runDue(nowNanos);
            afterStep.run();
        }
        nowNanos = end;
    }

    @Override
    public final long nowNanos() {
        return nowNanos;
    }

    @Override
    public final Agenda agenda() {
        return agenda;
    }

    @Override
    public final RandomGenerator random() {
        return random;
    }

    @Override
    public @Nullable ApiError refusal(Stream stream, long bytes) {
        return null;
    }

    @Override
    public int payloadBytesMax() {
        return 1 << 20;
    }

    @Override
    public void frozen(Stream stream, String why) {
        // whether it is shows in the stream
    }

    @Override
    public void outOfStorage(Stream stream) {
        throw new AssertionError(stream.name());
    }

    @Override
    public void batchAbandoned(Stream stream, String batch, String reason) {
        throw new AssertionError(batch + " " + reason);
    }

    @Override
    public @Nullable Origin origin(StreamSource source) {
        return null;
    }
}
