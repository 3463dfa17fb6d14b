package io.natterjack.domain.session;

import io.natterjack.domain.account.Account;
import io.natterjack.domain.auth.Identity;
import io.natterjack.domain.auth.ReplyGrants;
import io.natterjack.domain.routing.Delivery;
import io.natterjack.domain.routing.Matches;
import io.natterjack.domain.subject.Subjects;
import io.natterjack.domain.wire.ConnectOptions;
import io.natterjack.domain.wire.ErrorText;
import io.natterjack.domain.wire.PublishFrame;

/// What becomes of a published message: checked, mapped, routed, and if nobody wanted it, said so. The hot path.
///
/// Confined to the lane.
final class Publishing {
    private static final long STALL_NANOS = 5_000_000;

    private final Session session;
    private final ReservedSubjects reserved;
    private boolean stalled;

    Publishing(Session session) {
        this.session = session;
        this.reserved = new ReservedSubjects(session);
    }

    void publish(PublishFrame frame) {
        if (session.log().tracing()) {
            session.log().tracePublish(frame);
        }
        session.counts().published(frame.payloadLength());
        ConnectOptions options = session.options();
        if (options.pedantic()
                && !Subjects.isLiteral(frame.bytes(), frame.subjectFrom(), frame.subjectTo())) {
            session.send(ErrorText.INVALID_PUBLISH_SUBJECT);
        }
        Identity identity = session.requireIdentity();
        Account account = identity.account();
        Delivery message = session.lane()
                .delivery()
                .message(
                        frame.bytes(),
                        frame.subjectFrom(),
                        frame.subjectTo(),
                        frame.bytes(),
                        frame.payloadFrom(),
                        frame.headerLength(),
                        frame.payloadLength());
        if (frame.hasReply()) {
            message.reply(frame.bytes(), frame.replyFrom(), frame.replyTo());
        }
        if (!account.mappings().isEmpty()) {
            map(account, message);
        }
        if (!mayPublish(identity, message)) {
            return;
        }
        if (options.verbose()) {
            session.sendOk();
        }
        route(account, message, options);
    }

    private void map(Account account, Delivery message) {
        throw new UnsupportedOperationException("mapping");
    }

    private boolean mayPublish(Identity identity, Delivery message) {
        if (!identity.permissions().mayPublish(message.subject(), message.subjectFrom(), message.subjectTo())
                && !mayAnswer(message)) {
            session.refusePublish(message);
            return false;
        }
        return reserved.allow(identity, message);
    }

    private boolean mayAnswer(Delivery message) {
        ReplyGrants grants = session.replyGrants();
        return grants != null
                && grants.use(
                        message.subject(),
                        message.subjectFrom(),
                        message.subjectTo(),
                        session.host().surroundings().nanoClock().nanoTime());
    }

    private void route(Account account, Delivery message, ConnectOptions options) {
        LaneScope lane = session.lane();
        Matches matches =
                lane.matches(account).match(message.subject(), message.subjectFrom(), message.subjectTo());
        boolean delivered = lane.router().route(matches, message, options.echo() ? null : session);
        if (!delivered && options.noResponders() && message.hasReply()) {
            NoResponders.tell(session, account, message);
        }
        if (message.congested()) {
            stall();
        }
    }

    /// Reads no more from a client that publishes faster than somebody else can read, for a moment.
    private void stall() {
        if (!stalled && session.host().settings().limits().fastProducerStall()) {
            stalled = true;
            session.connection().pauseReads();
            session.lane().executor().after(STALL_NANOS, this::goOn);
        }
    }

    private void goOn() {
        stalled = false;
        if (!session.closing()) {
            session.connection().resumeReads();
        }
    }
}
