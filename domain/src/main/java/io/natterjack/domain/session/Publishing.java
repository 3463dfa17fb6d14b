package io.natterjack.domain.session;

import io.natterjack.domain.account.SubjectMappings;
import io.natterjack.domain.account.SubjectMappings.Result;
import io.natterjack.domain.auth.Identity;
import io.natterjack.domain.auth.ReplyGrants;
import io.natterjack.domain.routing.Delivery;
import io.natterjack.domain.routing.Matches;
import io.natterjack.domain.subject.MappedSubject;
import io.natterjack.domain.subject.ReservedSubjects;
import io.natterjack.domain.subject.Subjects;
import io.natterjack.domain.text.GoQuoted;
import io.natterjack.domain.wire.ConnectOptions;
import io.natterjack.domain.wire.ErrorText;
import io.natterjack.domain.wire.inbound.PublishFrame;

/// What becomes of a published message: checked, mapped, routed, and if nobody wanted it, said so. The hot path.
///
/// Confined to the lane.
final class Publishing {
    private static final long STALL_NANOS = 5_000_000;

    private final Session session;
    private boolean stalled;

    Publishing(Session session) {
        this.session = session;
    }

    void publish(PublishFrame frame) {
        if (session.log().tracing()) {
            session.log().tracePublish(frame);
        }
        session.counts().published(frame.payloadLength());
        ConnectOptions options = session.options();
        if (options.pedantic() && !Subjects.publishable(frame.bytes(), frame.subjectFrom(), frame.subjectTo())) {
            session.send(ErrorText.INVALID_PUBLISH_SUBJECT);
        }
        Identity identity = session.requireIdentity();
        Delivery message = session.lane()
                .delivery()
                .message(
                        frame.bytes(),
                        frame.subjectFrom(),
                        frame.subjectTo(),
                        frame.bytes(),
                        frame.payloadFrom(),
                        frame.headerLength(),
                        frame.payloadLength())
                .from(session, session.counts().lastHeardNanos());
        if (frame.hasReply()) {
            message.reply(frame.bytes(), frame.replyFrom(), frame.replyTo());
        }
        SubjectMappings mappings = identity.account().mappings();
        if (!mappings.isEmpty() && !map(mappings, message)) {
            return;
        }
        if (!mayPublish(identity, message)) {
            return;
        }
        if (options.verbose()) {
            session.sendOk();
        }
        route(message, options);
    }

    /// @return false if the message is to be lost
    private boolean map(SubjectMappings mappings, Delivery message) {
        MappedSubject mapped = session.lane().mapped();
        Result result = mappings.map(
                message.subject(),
                message.subjectFrom(),
                message.subjectTo(),
                session.lane().random(),
                mapped);
        return switch (result) {
            case UNCHANGED -> true;
            case LOST -> false;
            case MAPPED -> {
                session.log().traceMapping(message, mapped);
                message.redirect(mapped.bytes(), 0, mapped.length());
                yield true;
            }
        };
    }

    private boolean mayPublish(Identity identity, Delivery message) {
        byte[] bytes = message.subject();
        int from = message.subjectFrom();
        int to = message.subjectTo();
        boolean allowed = identity.permissions().mayPublish(bytes, from, to) || mayAnswer(bytes, from, to);
        if (!allowed || ReservedSubjects.forServers(bytes, from, to)) {
            String subject = GoQuoted.bytes(bytes, from, to);
            session.send(ErrorText.line("Permissions Violation for Publish to " + subject));
            session.log().error("Publish Violation - Subject " + subject);
            return false;
        }
        if (message.hasReply()
                && ReservedSubjects.forReplies(message.reply(), message.replyFrom(), message.replyTo())) {
            String reply = GoQuoted.bytes(message.reply(), message.replyFrom(), message.replyTo());
            session.send(ErrorText.line("Permissions Violation for Publish with Reply of " + reply));
            session.log().error("Publish Violation - Reply " + reply);
            return false;
        }
        return true;
    }

    private boolean mayAnswer(byte[] subject, int from, int to) {
        ReplyGrants grants = session.replyGrants();
        return grants != null && grants.spend(subject, from, to, session.now());
    }

    private void route(Delivery message, ConnectOptions options) {
        Matches matches = session.matches().match(message.subject(), message.subjectFrom(), message.subjectTo());
        boolean delivered = session.lane().router().route(matches, message, options.echo() ? null : session);
        if (!delivered && options.noResponders() && message.hasReply()) {
            NoResponders.tell(session, message);
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
