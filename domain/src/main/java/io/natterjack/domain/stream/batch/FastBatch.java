package io.natterjack.domain.stream.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.agenda.Appointment;
import org.jspecify.annotations.Nullable;

/// How far a fast batch has come, and how often its publisher hears of it. Confined.
///
/// Batches of one stream share what the stream can take: each may send the more between two acknowledgements the
/// fewer there are, and gets there by doubling and halving.
public final class FastBatch {
    private static final int SHARED_FLOW = 500;

    private final String id;
    private final byte[] idBytes;
    private final boolean gapOk;
    private final int flowMax;
    private int flow;
    private long lastSequence;
    private long acknowledged;
    private long streamSequence;
    private long heardNanos;
    private @Nullable Appointment idle;

    /// @param alone · whether there is no other batch
    public FastBatch(FastReply first, boolean alone) {
        this.id = first.id();
        this.idBytes = id.getBytes(UTF_8);
        this.gapOk = first.gapOk();
        this.flowMax = first.flow();
        this.flow = alone ? Math.min(SHARED_FLOW, flowMax) : 1;
    }

    public String id() {
        return id;
    }

    /// Whether a message belongs to this batch.
    public boolean is(FastReply reply) {
        return reply.hasId(idBytes);
    }

    public boolean gapOk() {
        return gapOk;
    }

    /// Messages between two acknowledgements.
    public int flow() {
        return flow;
    }

    /// Of the batch: the last that was taken.
    public long lastSequence() {
        return lastSequence;
    }

    public void lastSequence(long sequence) {
        lastSequence = sequence;
    }

    /// Of the stream: the last that was stored for this batch; 0 if nothing was.
    public long streamSequence() {
        return streamSequence;
    }

    public void stored(long sequence) {
        streamSequence = sequence;
    }

    /// Of the batch: up to where the publisher has heard.
    public long acknowledged() {
        return acknowledged;
    }

    /// Whether it is time to tell the publisher how far this has come. Then the pace is set anew.
    ///
    /// @param open · batches of the stream
    public boolean acknowledge(int open) {
        if (lastSequence < acknowledged + flow) {
            return false;
        }
        acknowledged += (lastSequence - acknowledged) / flow * flow;
        int most = Math.min(Math.max(SHARED_FLOW / open, 1), flowMax);
        flow = flow < most ? Math.min(flow * 2, most) : Math.max(flow / 2, most);
        return true;
    }

    /// Its publisher has said something.
    ///
    /// @param nowNanos · since 1970
    public void heard(long nowNanos) {
        heardNanos = nowNanos;
    }

    /// When its publisher has said something for the last time, since 1970.
    public long heardNanos() {
        return heardNanos;
    }

    /// Whether nobody has thought of giving it up yet.
    public boolean isNew() {
        return idle == null;
    }

    /// Sets when it is given up, in place of what was set before.
    ///
    /// @param appointment · null for never
    public void giveUp(@Nullable Appointment appointment) {
        if (idle != null) {
            idle.cancel();
        }
        idle = appointment;
    }
}
