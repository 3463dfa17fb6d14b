package io.natterjack.domain.session;

import io.natterjack.domain.wire.ErrorText;
import io.natterjack.domain.wire.inbound.ClientParser;
import io.natterjack.domain.wire.inbound.InboundTail;
import io.natterjack.ports.run.Alarm;
import io.natterjack.ports.session.CloseReason;
import io.natterjack.ports.session.ConnectionHandler;
import io.natterjack.ports.session.TlsIdentity;

/// Takes the bytes of one client to its [ClientCommands], in whatever pieces they arrive. Confined to the lane.
public final class SessionHandler implements ConnectionHandler {
    private final Session session;
    private final Login login;
    private final ClientParser parser;
    private final InboundTail tail;
    private Alarm authAlarm = Alarm.NONE;

    private SessionHandler(Session session) {
        this.session = session;
        this.login = new Login(session, this);
        this.tail = new InboundTail(session.lane().tailArrays());
        this.parser = new ClientParser(
                new ClientCommands(session, login, this),
                session.host().settings().limits().controlLineBytesMax());
    }

    /// Greets a client that has just arrived, and turns it away again if there are too many.
    public static SessionHandler greet(Session session) {
        SessionHandler handler = new SessionHandler(session);
        session.handledBy(handler);
        session.log().debug("Client connection created");
        session.send(session.host().info(session).line());
        if (!session.host().opened(session)) {
            session.log().error(ErrorText.MAXIMUM_CONNECTIONS_EXCEEDED.text());
            session.close(ErrorText.MAXIMUM_CONNECTIONS_EXCEEDED, CloseReason.MAX_CONNECTIONS_EXCEEDED);
            return handler;
        }
        handler.parser.requireConnect(!handler.login.admitsStrangers());
        handler.awaitLogin();
        session.heartbeat().start();
        return handler;
    }

    @Override
    public void onBytes(byte[] bytes, int from, int to) {
        if (session.closing()) {
            return;
        }
        session.counts().heardAt(session.host().surroundings().nanoClock().nanoTime());
        if (login.verifying()) {
            tail.append(bytes, from, to, 0);
            return;
        }
        int at = tail.isEmpty() ? from : completeTail(bytes, from, to);
        if (at < to && tail.isEmpty()) {
            at = parser.parse(bytes, at, to);
        }
        if (at < to && !session.closing()) {
            tail.append(bytes, at, to, parser.wantedBytes());
        }
    }

    /// Feeds the tail until the message in it is complete or the bytes are used up.
    ///
    /// @return index of the first byte that was not moved to the tail
    private int completeTail(byte[] bytes, int from, int to) {
        int at = from;
        int wanted = parser.wantedBytes();
        while (at < to && !tail.isEmpty() && !session.closing() && !login.verifying()) {
            int end = wanted > tail.length()
                    ? (int) Math.min(to, (long) at + wanted - tail.length())
                    : behindLineFeed(bytes, at, to);
            tail.append(bytes, at, end, wanted);
            at = end;
            if (tail.length() < wanted) {
                break;
            }
            tail.consume(parser.parse(tail.bytes(), 0, tail.length()));
            wanted = parser.wantedBytes();
        }
        return at;
    }

    private static int behindLineFeed(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, to);
    }

    /// Parses what has arrived while a login was verified.
    void resume() {
        if (!tail.isEmpty() && !session.closing()) {
            tail.consume(parser.parse(tail.bytes(), 0, tail.length()));
        }
        session.lane().flushes().flush();
    }

    /// Settings have changed.
    void refresh() {
        parser.controlLineMax(session.host().settings().limits().controlLineBytesMax());
        session.readLimits();
        login.refresh();
    }

    ClientParser parser() {
        return parser;
    }

    /// Closes the connection if nobody has come in until the timeout.
    private void awaitLogin() {
        authAlarm.cancel();
        if (!login.admitsStrangers()) {
            long timeout = session.host().settings().limits().authTimeoutNanos();
            authAlarm = session.lane().executor().after(timeout, this::loginTimedOut);
        }
    }

    void loginReceived() {
        authAlarm.cancel();
        authAlarm = Alarm.NONE;
    }

    private void loginTimedOut() {
        session.log().debug(ErrorText.AUTHENTICATION_TIMEOUT.text());
        session.close(ErrorText.AUTHENTICATION_TIMEOUT, CloseReason.AUTHENTICATION_TIMEOUT);
        session.lane().flushes().flush();
    }

    @Override
    public void onSecured(TlsIdentity identity) {
        session.secured(identity);
        session.log().debug("TLS handshake complete");
        session.log().debug("TLS version " + identity.version() + ", cipher suite " + identity.cipherSuite());
        if (!session.connectReceived()) {
            awaitLogin();
        }
    }

    @Override
    public void onHandshakeFailed(String why) {
        session.log().error("TLS handshake error: " + why);
    }

    @Override
    public void onForwarded(String remoteHost, int remotePort) {
        session.forwardedFrom(remoteHost, remotePort);
    }

    @Override
    public void onDrained() {
        session.drained();
    }

    @Override
    public void onClosed(CloseReason reason) {
        authAlarm.cancel();
        session.heartbeat().stop();
        parser.stop();
        session.close(reason);
        session.leaveAccount();
        session.log().closed(reason);
        session.host().closed(session, reason);
        session.letGo();
    }
}
