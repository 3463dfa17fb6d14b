package io.natterjack.domain.consumer;

import io.natterjack.domain.consumer.state.StateWriter;
import io.natterjack.domain.stream.message.Publication;
import io.natterjack.ports.storage.StorageFullException;
import java.util.ArrayList;
import java.util.List;

/// Leaves the state of a consumer with its stream: a little after every change, and at once if somebody waits to hear
/// that it is safe. Confined.
final class Keeper {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long PAUSE_NANOS = 250_000_000;

    private final ConsumerCore core;
    private final boolean kept;
    private final StateWriter writer;
    private final List<byte[]> replies = new ArrayList<>();
    private final Publication answer = new Publication();
    private long savedNanos;

    /// @param kept · false if the state need not survive
    Keeper(ConsumerCore core, boolean kept) {
        this.core = core;
        this.kept = kept;
        this.writer = new StateWriter(core.config().acks().waitNanos());
    }

    /// Somebody wants to be told when everything so far is safe.
    void answerWhenSafe(byte[] reply) {
        replies.add(reply);
    }

    /// Saves if it is time.
    void endPass(long nowNanos) {
        if (!replies.isEmpty() || (core.changed() && nowNanos >= savedNanos + PAUSE_NANOS)) {
            save(nowNanos);
        }
    }

    /// When to [#endPass]; [Long#MAX_VALUE] for never.
    long dueNanos() {
        return !replies.isEmpty() || (core.changed() && kept) ? savedNanos + PAUSE_NANOS : NEVER;
    }

    /// Saves whatever has changed. Without room it is tried again later, and nobody is told anything before.
    void save(long nowNanos) {
        savedNanos = nowNanos;
        if (!core.releaseRest()) {
            return;
        }
        try {
            if (kept && core.changed()) {
                write();
            }
        } catch (StorageFullException _) {
            return;
        }
        core.saved();
        for (byte[] reply : replies) {
            core.stream().publishWhenDurable(answer.to(reply, 0, reply.length));
        }
        replies.clear();
    }

    private void write() {
        writer.write(
                core.ledger(), core.cursor().next(), core.cursor().listEnd(), core.deliveredNanos(), core.ackedNanos());
        core.stream().consumers().save(core.config().name(), writer.bytes(), 0, writer.length());
        core.stream().touch();
    }
}
