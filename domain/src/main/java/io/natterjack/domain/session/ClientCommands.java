package io.natterjack.domain.session;

import io.natterjack.domain.wire.ErrorText;
import io.natterjack.domain.wire.inbound.ClientEvents;
import io.natterjack.domain.wire.inbound.PublishFrame;
import io.natterjack.domain.wire.inbound.SubscribeFrame;
import io.natterjack.ports.session.CloseReason;

/// What each verb of a client does. Confined to the lane.
final class ClientCommands implements ClientEvents {
    private static final byte[] PONG = {'P', 'O', 'N', 'G', '\r', '\n'};

    private final Session session;
    private final Login login;
    private final SessionHandler handler;
    private final Publishing publishing;
    private boolean pongSent;

    ClientCommands(Session session, Login login, SessionHandler handler) {
        this.session = session;
        this.login = login;
        this.handler = handler;
        this.publishing = new Publishing(session);
    }

    @Override
    public boolean onVerbBeforeConnect() {
        return login.withoutConnect();
    }

    @Override
    public void onConnect(byte[] bytes, int from, int to) {
        login.connect(bytes, from, to);
    }

    @Override
    public boolean onPublishLine(PublishFrame frame) {
        if (frame.payloadLength() > session.payloadMax()) {
            session.log().error("maximum payload exceeded: " + frame.payloadLength() + " vs " + session.payloadMax());
            session.close(ErrorText.MAXIMUM_PAYLOAD_VIOLATION, CloseReason.MAX_PAYLOAD_EXCEEDED);
            return false;
        }
        if (frame.withHeaders() && !session.headers()) {
            session.log().error("message headers not supported");
            session.close(CloseReason.PROTOCOL_VIOLATION);
            return false;
        }
        return true;
    }

    @Override
    public void onPublish(PublishFrame frame) {
        publishing.publish(frame);
        if (session.closing()) {
            handler.parser().stop();
        }
    }

    @Override
    public void onSubscribe(SubscribeFrame frame) {
        session.log().traceIn("SUB", frame);
        session.subscriptions().subscribe(frame);
    }

    @Override
    public void onUnsubscribe(byte[] bytes, int sidFrom, int sidTo, int max) {
        session.log().traceUnsubscribe(bytes, sidFrom, sidTo, max);
        session.subscriptions().unsubscribe(bytes, sidFrom, sidTo, max);
    }

    @Override
    public void onPing() {
        session.log().traceIn("PING");
        session.send(PONG);
        session.heartbeat().heard();
        if (session.connectReceived() && !pongSent) {
            pongSent = true;
            if (session.options().protocol() >= 1) {
                session.sendAccountInfo();
            }
        }
    }

    @Override
    public void onPong() {
        session.log().traceIn("PONG");
        session.heartbeat().answered();
    }

    @Override
    public void onViolation(Violation violation, String detail) {
        switch (violation) {
            case UNKNOWN_OPERATION -> {
                session.log().error("Client parser ERROR, " + detail);
                session.close(ErrorText.UNKNOWN_PROTOCOL_OPERATION, CloseReason.PROTOCOL_VIOLATION);
            }
            case BAD_ARGUMENTS -> {
                session.log().error(detail);
                session.close(CloseReason.PROTOCOL_VIOLATION);
            }
            case CONTROL_LINE_TOO_LONG -> {
                session.log().error("maximum control line exceeded: " + detail);
                session.close(ErrorText.MAXIMUM_CONTROL_LINE_EXCEEDED, CloseReason.MAX_CONTROL_LINE_EXCEEDED);
            }
        }
    }
}
