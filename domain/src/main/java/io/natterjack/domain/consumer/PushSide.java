package io.natterjack.domain.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.consumer.config.AckPolicy;
import io.natterjack.domain.consumer.config.PushTarget;
import io.natterjack.domain.consumer.deliver.FlowControl;
import io.natterjack.domain.consumer.deliver.StatusText;

/// The receiver of a push consumer: whether it is there, how much it can take, and that it is not left without a sign.
/// Confined.
final class PushSide {
    private static final long NEVER = Long.MAX_VALUE;
    /// Who listens and takes nothing is tried again after this.
    private static final long RETRY_NANOS = 1_000_000_000;

    private final ConsumerCore core;
    private final FlowControl flow;
    private byte[] subject;
    private boolean bound;
    private long sentNanos;
    private long retryNanos = NEVER;

    PushSide(ConsumerCore core) {
        this.core = core;
        this.flow = new FlowControl(
                core.stream().name(), core.config().name(), core.host().random());
        this.subject = core.config().push().deliverSubject().getBytes(UTF_8);
        this.sentNanos = core.nowNanos();
        flow.enable(core.config().push().flowControl());
    }

    /// Looks at the configuration again.
    void configure() {
        flow.enable(core.config().push().flowControl());
        subject = core.config().push().deliverSubject().getBytes(UTF_8);
        interestChanged();
    }

    /// Where messages go.
    byte[] subject() {
        return subject;
    }

    /// Whether somebody is there.
    boolean bound() {
        return bound;
    }

    /// Whether a message may be sent now.
    boolean open() {
        return bound && !flow.blocks();
    }

    void interestChanged() {
        PushTarget target = core.config().push();
        boolean there = core.host().bound(target.deliverSubject(), target.deliverGroup());
        if (there == bound) {
            return;
        }
        bound = there;
        core.active();
        if (there) {
            core.ready();
        }
    }

    /// Nobody has taken a message.
    void deserted() {
        bound = false;
        retryNanos = core.nowNanos() + RETRY_NANOS;
        core.active();
    }

    /// A message has been sent.
    ///
    /// @param size · with both subjects of the delivery
    void sent(long size, long nowNanos) {
        sentNanos = nowNanos;
        boolean full = core.full() && core.config().acks().policy() == AckPolicy.FLOW_CONTROL;
        if (flow.sent(size, full)) {
            ask();
        }
    }

    private void ask() {
        core.status(subject, StatusText.flowControl(), flow.ask());
    }

    /// @return whether this answers the question that is open
    boolean answered(byte[] answer, int from, int to) {
        return flow.answered(answer, from, to);
    }

    /// Something of this is due.
    void tick(long nowNanos) {
        if (nowNanos >= retryNanos) {
            retryNanos = NEVER;
            interestChanged();
        }
        if (nowNanos < heartbeatNanos()) {
            return;
        }
        sentNanos = nowNanos;
        core.status(
                subject,
                StatusText.heartbeat(
                        core.ledger().floor().deliveredConsumer(), core.cursor().next() - 1, flow.question()));
        boolean acks = core.config().acks().policy() == AckPolicy.FLOW_CONTROL;
        if (acks && core.ledger().pending().size() > 0 && flow.question() == null) {
            ask();
        }
    }

    /// When to [#tick]; [Long#MAX_VALUE] for never.
    long dueNanos() {
        return Math.min(retryNanos, heartbeatNanos());
    }

    private long heartbeatNanos() {
        long heartbeat = core.config().push().idleHeartbeatNanos();
        return heartbeat > 0 && bound ? sentNanos + heartbeat : NEVER;
    }
}
