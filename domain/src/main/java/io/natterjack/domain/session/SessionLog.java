package io.natterjack.domain.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.auth.Identity;
import io.natterjack.domain.auth.LoginVerdict.Refused;
import io.natterjack.domain.routing.Delivery;
import io.natterjack.domain.routing.Subscription;
import io.natterjack.domain.settings.Limits;
import io.natterjack.domain.settings.TraceSettings;
import io.natterjack.domain.subject.MappedSubject;
import io.natterjack.domain.text.GoQuoted;
import io.natterjack.domain.wire.ConnectOptions;
import io.natterjack.domain.wire.inbound.PublishFrame;
import io.natterjack.domain.wire.inbound.SubscribeFrame;
import io.natterjack.ports.observe.ServerLog;
import io.natterjack.ports.observe.ServerLog.Level;
import io.natterjack.ports.session.Arrival;
import io.natterjack.ports.session.CloseReason;
import java.util.StringJoiner;

/// What the log says about one client. Every line starts with where the client is, and who it is once that is known.
public final class SessionLog {
    private final Session session;
    private final SessionHost host;
    private volatile String label;

    SessionLog(Session session, SessionHost host) {
        this.session = session;
        this.host = host;
        this.label = address(session);
    }

    private static String address(Session session) {
        Arrival arrival = session.arrival();
        String kind = arrival.kind() == Arrival.Kind.WEBSOCKET ? "wid:" : "cid:";
        return arrival.remoteHost() + ":" + arrival.remotePort() + " - " + kind + session.id();
    }

    /// The client has said more about itself.
    void relabel() {
        ConnectOptions options = session.options();
        StringJoiner library = new StringJoiner(":");
        if (!options.version().isEmpty()) {
            library.add("v" + options.version());
        }
        if (!options.lang().isEmpty()) {
            library.add(options.lang());
        }
        if (!options.name().isEmpty()) {
            library.add(options.name());
        }
        StringJoiner all = new StringJoiner(" - ").add(address(session));
        if (library.length() > 0) {
            all.add(GoQuoted.text(library.toString()));
        }
        Identity identity = session.identity();
        if (identity != null && !identity.label().isEmpty()) {
            all.add(GoQuoted.text(identity.account().name() + "/" + identity.label()));
        }
        label = all.toString();
    }

    public void debug(String text) {
        ServerLog log = log();
        if (log.isOn(Level.DBG)) {
            log.log(Level.DBG, label + " - " + text);
        }
    }

    public void error(String text) {
        log().log(Level.ERR, label + " - " + text);
    }

    void closed(CloseReason reason) {
        Limits limits = host.settings().limits();
        switch (reason) {
            case SLOW_CONSUMER_PENDING_BYTES ->
                info("Slow Consumer Detected: MaxPending of " + limits.pendingBytesMax() + " Exceeded");
            case SLOW_CONSUMER_WRITE_DEADLINE ->
                info("Slow Consumer Detected: WriteDeadline of " + limits.writeDeadlineNanos() / 1_000_000
                        + "ms exceeded");
            default -> {}
        }
        debug("Client connection closed: " + reason.text());
    }

    private void info(String text) {
        log().info(label + " - " + text);
    }

    void refused(ConnectOptions options, Refused refused) {
        String who = !options.nkey().isEmpty()
                ? " - Nkey " + GoQuoted.text(options.nkey())
                : !options.user().isEmpty()
                        ? " - User " + GoQuoted.text(options.user())
                        : !options.authToken().isEmpty() ? " - Token \"[REDACTED]\"" : "";
        error("authentication error" + who);
        if (!refused.why().isEmpty()) {
            debug(refused.why());
        }
    }

    void subscriptionViolation(SubscribeFrame frame) {
        String queue = frame.queue() == null ? "" : ", Queue: " + GoQuoted.text(frame.queue());
        error("Subscription Violation - Subject " + GoQuoted.text(frame.subject()) + queue + ", SID "
                + frame.sidText());
    }

    /// A subscription has ended because permissions have changed.
    void removed(Subscription subscription, String sid) {
        String queue = subscription.queue() == null ? "" : " using queue " + GoQuoted.text(subscription.queue());
        log().info("Removed sub " + GoQuoted.text(subscription.subject()) + queue + " (sid " + GoQuoted.text(sid)
                + ") for " + session.requireIdentity().described() + " - not authorized");
    }

    /// Whether protocol messages of this client are traced.
    boolean tracing() {
        TraceSettings settings = host.settings().tracing();
        if (!settings.protocol()) {
            return false;
        }
        Identity identity = session.identity();
        return settings.systemAccount()
                || identity == null
                || !identity.account()
                        .name()
                        .equals(host.settings().authorization().systemAccount());
    }

    void traceIn(String verb) {
        if (tracing()) {
            trace("<<- [" + verb + "]");
        }
    }

    void traceIn(String verb, SubscribeFrame frame) {
        if (tracing()) {
            String queue = frame.queue() == null ? "" : frame.queue() + " ";
            trace("<<- [" + verb + " " + frame.subject() + " " + queue + frame.sidText() + "]");
        }
    }

    void traceUnsubscribe(byte[] bytes, int sidFrom, int sidTo, int max) {
        if (tracing()) {
            String sid = new String(bytes, sidFrom, sidTo - sidFrom, ISO_8859_1);
            trace("<<- [UNSUB " + sid + (max > 0 ? " " + max : "") + "]");
        }
    }

    /// Secrets are blotted out.
    void traceConnect(byte[] bytes, int from, int to) {
        if (tracing()) {
            trace("<<- [CONNECT " + Secrets.redact(new String(bytes, from, to - from, UTF_8).strip()) + "]");
        }
    }

    void tracePublish(PublishFrame frame) {
        byte[] bytes = frame.bytes();
        StringJoiner line = new StringJoiner(" ", "<<- [", "]");
        line.add(frame.withHeaders() ? "HPUB" : "PUB");
        line.add(text(bytes, frame.subjectFrom(), frame.subjectTo()));
        if (frame.hasReply()) {
            line.add(text(bytes, frame.replyFrom(), frame.replyTo()));
        }
        if (frame.withHeaders()) {
            line.add(Integer.toString(frame.headerLength()));
        }
        trace(line.add(Integer.toString(frame.payloadLength())).toString());
        tracePayload("<<-", bytes, frame.payloadFrom(), frame.headerLength(), frame.payloadLength());
    }

    void traceMapping(Delivery message, MappedSubject mapped) {
        if (tracing()) {
            trace("<<- [MAPPING " + text(message.subject(), message.subjectFrom(), message.subjectTo()) + " -> "
                    + text(mapped.bytes(), 0, mapped.length()) + "]");
        }
    }

    void traceDelivery(Subscription subscription, Delivery message, boolean headersShown) {
        boolean withHeaders = headersShown && message.headerLength() > 0;
        int skipped = withHeaders ? 0 : message.headerLength();
        StringJoiner line = new StringJoiner(" ", "->> [", "]");
        line.add(withHeaders ? "HMSG" : "MSG");
        line.add(text(message.subject(), message.subjectFrom(), message.subjectTo()));
        line.add(new String(subscription.sid(), ISO_8859_1));
        if (message.hasReply()) {
            line.add(text(message.reply(), message.replyFrom(), message.replyTo()));
        }
        if (withHeaders) {
            line.add(Integer.toString(message.headerLength()));
        }
        trace(line.add(Integer.toString(message.payloadLength() - skipped)).toString());
        tracePayload(
                "->>",
                message.payload(),
                message.payloadFrom() + skipped,
                message.headerLength() - skipped,
                message.payloadLength() - skipped);
    }

    private void tracePayload(String arrow, byte[] bytes, int from, int headerLength, int length) {
        TraceSettings settings = host.settings().tracing();
        int shown = settings.headersOnly() ? headerLength : length;
        if (shown == 0) {
            return;
        }
        if (settings.payloadMax() > 0 && shown > settings.payloadMax()) {
            String start = GoQuoted.bytes(bytes, from, from + settings.payloadMax());
            trace(arrow + " MSG_PAYLOAD: [" + start.substring(0, start.length() - 1) + "...\"]");
        } else {
            trace(arrow + " MSG_PAYLOAD: [" + GoQuoted.bytes(bytes, from, from + shown) + "]");
        }
    }

    void traceOut(byte[] line) {
        if (tracing()) {
            trace("->> [" + new String(line, UTF_8).strip() + "]");
        }
    }

    private void trace(String text) {
        log().log(Level.TRC, label + " - " + text);
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, UTF_8);
    }

    private ServerLog log() {
        return host.surroundings().log();
    }
}
