package io.natterjack.domain.session;

import io.natterjack.domain.auth.Identity;
import io.natterjack.domain.auth.LoginAttempt;
import io.natterjack.domain.auth.LoginVerdict;
import io.natterjack.domain.auth.LoginVerdict.Accepted;
import io.natterjack.domain.auth.LoginVerdict.Refused;
import io.natterjack.domain.auth.LoginVerdict.Slow;
import io.natterjack.domain.wire.ConnectOptions;
import io.natterjack.domain.wire.ErrorText;
import io.natterjack.ports.session.CloseReason;

/// Finds out who a client is, and makes it that. Confined to the lane; a proof that takes long runs elsewhere, while
/// the client's further bytes wait.
final class Login {
    private final Session session;
    private final SessionHandler handler;
    private final boolean open;
    private boolean verifying;

    Login(Session session, SessionHandler handler) {
        this.session = session;
        this.handler = handler;
        Identity stranger = session.host().authenticator().anonymous(session.arrival());
        // A server that asks for nothing lets everybody act at once; one with a user for those who bring nothing
        // waits for the first verb, which may be a CONNECT that brings something.
        this.open = stranger != null && stranger.name().isEmpty() && session.identify(stranger);
    }

    /// Whether a client may do without CONNECT from the start.
    boolean admitsStrangers() {
        return open;
    }

    /// Whether a proof is under way.
    boolean verifying() {
        return verifying;
    }

    /// A verb came before CONNECT.
    ///
    /// @return false if that was the end
    boolean withoutConnect() {
        Identity identity = session.host().authenticator().anonymous(session.arrival());
        handler.loginReceived();
        if (identity == null) {
            refuse(new Refused(""), session.options());
            return false;
        }
        session.connected(session.options(), false);
        return enter(identity);
    }

    /// A CONNECT came: the first, or one that replaces an earlier one.
    void connect(byte[] bytes, int from, int to) {
        ConnectOptions options = session.options().with(bytes, from, to);
        session.log().traceConnect(bytes, from, to);
        if (options == null) {
            session.log().error("invalid CONNECT");
            session.close(CloseReason.PROTOCOL_VIOLATION);
            handler.parser().stop();
            return;
        }
        handler.loginReceived();
        session.subscriptions().endAll();
        session.heartbeat().restart();
        LoginAttempt attempt = new LoginAttempt(options, session.arrival(), session.tls(), session.nonce());
        settle(session.host().authenticator().decide(attempt), options);
    }

    /// Settings have changed: whoever has been let in may stay under the new ones, or not. Who has not, will be judged
    /// by them anyway.
    void refresh() {
        Identity identity = session.identity();
        if (identity == null || verifying) {
            return;
        }
        LoginAttempt attempt = new LoginAttempt(session.options(), session.arrival(), session.tls(), session.nonce());
        review(session.host().authenticator().refresh(identity, attempt));
    }

    private void review(LoginVerdict verdict) {
        switch (verdict) {
            case Accepted accepted -> {
                if (enter(accepted.identity())) {
                    session.subscriptions().recheck();
                }
            }
            case Refused refused when refused.reason() == CloseReason.CLIENT_CLOSED -> session.close(refused.reason());
            case Refused refused -> refuse(refused, session.options());
            case Slow slow -> reviewSlowly(slow);
        }
    }

    /// The client goes on meanwhile: it has been let in once.
    private void reviewSlowly(Slow slow) {
        boolean submitted = session.host().surroundings().background().submit(() -> {
            LoginVerdict verdict = slow.proof().get();
            session.execute(() -> review(verdict));
        });
        if (!submitted) {
            refuse(new Refused("too many logins at a time"), session.options());
        }
    }

    private void settle(LoginVerdict verdict, ConnectOptions options) {
        // By itself: the JVM makes a switch over types when it first gets there, while the first client waits.
        if (verdict instanceof Accepted(Identity identity)) {
            accept(identity, options);
        } else {
            settleOtherwise(verdict, options);
        }
    }

    private void settleOtherwise(LoginVerdict verdict, ConnectOptions options) {
        switch (verdict) {
            case Accepted accepted -> accept(accepted.identity(), options);
            case Refused refused -> refuse(refused, options);
            case Slow slow -> verify(slow, options);
        }
    }

    private void verify(Slow slow, ConnectOptions options) {
        verifying = true;
        handler.parser().pause();
        session.connection().pauseReads();
        boolean submitted = session.host().surroundings().background().submit(() -> {
            LoginVerdict verdict = slow.proof().get();
            session.execute(() -> verified(verdict, options));
        });
        if (!submitted) {
            verifying = false;
            refuse(new Refused("too many logins at a time"), options);
        }
    }

    private void verified(LoginVerdict verdict, ConnectOptions options) {
        verifying = false;
        settle(verdict, options);
        if (!session.closing()) {
            session.connection().resumeReads();
            handler.resume();
        }
    }

    private void accept(Identity identity, ConnectOptions options) {
        boolean headers =
                options.headers() && session.host().settings().identity().headers();
        session.connected(options, headers);
        if (!enter(identity)) {
            return;
        }
        if (options.protocol() < 0 || options.protocol() > 1) {
            close(ErrorText.INVALID_CLIENT_PROTOCOL, CloseReason.BAD_CLIENT_PROTOCOL_VERSION);
        } else if (options.noResponders() && !headers) {
            close(ErrorText.NO_RESPONDERS_REQUIRES_HEADERS, CloseReason.NO_RESPONDERS_REQUIRES_HEADERS);
        } else if (options.verbose()) {
            session.sendOk();
        }
    }

    private boolean enter(Identity identity) {
        if (!session.identify(identity)) {
            session.log().error(ErrorText.MAXIMUM_ACCOUNT_CONNECTIONS_EXCEEDED.text());
            close(ErrorText.MAXIMUM_ACCOUNT_CONNECTIONS_EXCEEDED, CloseReason.MAX_ACCOUNT_CONNECTIONS_EXCEEDED);
            return false;
        }
        session.log().relabel();
        handler.parser().requireConnect(false);
        return true;
    }

    private void refuse(Refused refused, ConnectOptions options) {
        session.log().refused(options, refused);
        close(ErrorText.AUTHORIZATION_VIOLATION, refused.reason());
    }

    private void close(ErrorText error, CloseReason reason) {
        session.close(error, reason);
        handler.parser().stop();
    }
}
