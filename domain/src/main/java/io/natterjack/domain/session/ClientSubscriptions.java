package io.natterjack.domain.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.natterjack.domain.account.Account;
import io.natterjack.domain.auth.Permissions;
import io.natterjack.domain.auth.SubscribeVerdict;
import io.natterjack.domain.routing.Subscription;
import io.natterjack.domain.settings.Limits;
import io.natterjack.domain.subject.Subjects;
import io.natterjack.domain.text.GoQuoted;
import io.natterjack.domain.wire.ErrorText;
import io.natterjack.domain.wire.inbound.SubscribeFrame;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What one client listens to, by the names it gave. Changed on the lane, read from anywhere.
public final class ClientSubscriptions {
    /// Queue group the system keeps for itself.
    private static final String SYSTEM_QUEUE = "_sys_";

    /// Stands for bytes that are no UTF-8. Subjects that differ in such bytes only would be one and the same here.
    private static final char UNDECODABLE = '\uFFFD';

    private final Session session;
    private final Map<String, Subscription> bySid = new ConcurrentHashMap<>(4);
    private volatile @Nullable List<Subscription> last;

    ClientSubscriptions(Session session) {
        this.session = session;
    }

    void subscribe(SubscribeFrame frame) {
        SubscribeVerdict verdict = session.requireIdentity().permissions().maySubscribe(frame.subject(), frame.queue());
        if (verdict == SubscribeVerdict.DENIED || SYSTEM_QUEUE.equals(frame.queue())) {
            session.log().subscriptionViolation(frame);
            session.send(ErrorText.line(violation(frame)));
            return;
        }
        forgetEnded(frame.sidText());
        if (!withinLimits(frame)) {
            return;
        }
        if (!bySid.containsKey(frame.sidText())) {
            if (!Subjects.valid(frame.subject()) || frame.subject().indexOf(UNDECODABLE) >= 0) {
                session.send(ErrorText.INVALID_SUBJECT);
                return;
            }
            add(frame, verdict == SubscribeVerdict.FILTERED);
        }
        if (session.options().verbose()) {
            session.sendOk();
        }
    }

    private static String violation(SubscribeFrame frame) {
        return "Permissions Violation for Subscription to " + withQueue(frame.subject(), frame.queue());
    }

    private static String withQueue(String subject, @Nullable String queue) {
        String text = GoQuoted.text(subject);
        return queue == null ? text : text + " using queue " + GoQuoted.text(queue);
    }

    private boolean withinLimits(SubscribeFrame frame) {
        Limits limits = session.host().settings().limits();
        if (limits.subjectTokensMax() > 0 && Subjects.tokenCount(frame.subject()) > limits.subjectTokensMax()) {
            session.log()
                    .error("Subscription Violation Too Many Tokens - Subject \"" + frame.subject() + "\", SID "
                            + frame.sidText());
            session.send(ErrorText.line(
                    "Permissions Violation for Subscription to \"" + frame.subject() + "\", too many tokens"));
            return false;
        }
        if (atLimit(limits.subscriptionsMax())) {
            session.log().error(ErrorText.MAXIMUM_SUBSCRIPTIONS_EXCEEDED.text());
            session.send(ErrorText.MAXIMUM_SUBSCRIPTIONS_EXCEEDED);
            return false;
        }
        return true;
    }

    private boolean atLimit(int serverMax) {
        int accountMax = session.requireIdentity().account().limits().subscriptionsMax();
        return (serverMax > 0 && bySid.size() >= serverMax) || (accountMax >= 0 && bySid.size() >= accountMax);
    }

    private void add(SubscribeFrame frame, boolean filtered) {
        Subscription subscription = new Subscription(session, frame.subject(), frame.queue(), frame.sid(), filtered);
        Account account = session.requireIdentity().account();
        bySid.put(frame.sidText(), subscription);
        account.routes().add(subscription);
        account.subscribed();
    }

    /// Permissions have changed: ends what is no longer allowed, and says so.
    void recheck() {
        Permissions permissions = session.requireIdentity().permissions();
        for (Subscription subscription : all()) {
            switch (permissions.maySubscribe(subscription.subject(), subscription.queue())) {
                case ALLOWED -> subscription.filter(false);
                case FILTERED -> subscription.filter(true);
                case DENIED -> {
                    end(subscription);
                    String text = "Permissions Violation for Subscription to "
                            + withQueue(subscription.subject(), subscription.queue());
                    session.send(ErrorText.line(text + " (sid " + GoQuoted.text(sidText(subscription)) + ")"));
                    session.log().removed(subscription, sidText(subscription));
                }
            }
        }
    }

    /// @param max · deliveries after which the subscription ends, counted from its start; 0 for now
    void unsubscribe(byte[] bytes, int sidFrom, int sidTo, int max) {
        Subscription subscription = bySid.get(new String(bytes, sidFrom, sidTo - sidFrom, ISO_8859_1));
        if (subscription != null) {
            if (max > 0 && max > subscription.delivered()) {
                subscription.endAfter(max);
            } else {
                end(subscription);
            }
        }
        if (session.options().verbose()) {
            session.sendOk();
        }
    }

    /// Ends a subscription that has had all it asked for. Called from any lane, perhaps more than once.
    void endFromAnywhere(Subscription subscription) {
        if (!subscription.ended()) {
            account().routes().remove(subscription);
            session.execute(() -> forget(subscription));
        }
    }

    /// The last message a subscription asked for ends it wherever that message comes from; its sid is free at once.
    private void forgetEnded(String sid) {
        Subscription known = bySid.get(sid);
        if (known != null && known.ended()) {
            forget(known);
        }
    }

    private void end(Subscription subscription) {
        account().routes().remove(subscription);
        forget(subscription);
    }

    private void forget(Subscription subscription) {
        if (bySid.remove(sidText(subscription), subscription)) {
            account().unsubscribed(1);
        }
    }

    /// Ends every subscription.
    void endAll() {
        for (Subscription subscription : List.copyOf(bySid.values())) {
            end(subscription);
        }
    }

    /// Ends every subscription for good. What was there is remembered for those who look back.
    void close() {
        last = List.copyOf(bySid.values());
        endAll();
    }

    private Account account() {
        return session.requireIdentity().account();
    }

    private static String sidText(Subscription subscription) {
        return new String(subscription.sid(), ISO_8859_1);
    }

    /// As they are now, or were when the client was closed. May be called from any thread.
    public Collection<Subscription> all() {
        List<Subscription> closed = last;
        return closed == null ? List.copyOf(bySid.values()) : closed;
    }

    /// May be called from any thread.
    public int count() {
        List<Subscription> closed = last;
        return closed == null ? bySid.size() : closed.size();
    }
}
