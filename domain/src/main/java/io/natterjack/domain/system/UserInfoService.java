package io.natterjack.domain.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.account.Account;
import io.natterjack.domain.auth.Identity;
import io.natterjack.domain.monitor.text.Json;
import io.natterjack.domain.routing.Delivery;
import io.natterjack.domain.routing.Subscriber;
import io.natterjack.domain.routing.Subscription;
import io.natterjack.domain.session.Session;
import io.natterjack.domain.session.SessionHost;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// Tells whoever asks who it is and what it may do: `$SYS.REQ.USER.INFO`, in every account.
///
/// The question arrives in the middle of a delivery, while the lane's window shows it to its other subscribers. So it
/// is answered in a task of its own, on the lane of the client that asked, like a message published into its account.
///
/// **Threading.** Any lane; [#offerTo] is called by one thread at a time.
public final class UserInfoService implements Subscriber {
    private static final String SUBJECT = "$SYS.REQ.USER.INFO";
    private static final byte[] SID = {'1'};

    private final SessionHost host;
    private final Map<Account, Subscription> served = new HashMap<>();
    private long sequence;

    public UserInfoService(SessionHost host) {
        this.host = host;
    }

    /// Makes the service known in these accounts and in no other.
    public void offerTo(Collection<Account> accounts) {
        for (Account account : accounts) {
            served.computeIfAbsent(account, this::subscribe);
        }
        served.entrySet().removeIf(each -> !accounts.contains(each.getKey()) && unsubscribe(each));
    }

    private Subscription subscribe(Account account) {
        Subscription subscription = new Subscription(this, SUBJECT, null, SID, false);
        account.routes().add(subscription);
        return subscription;
    }

    private static boolean unsubscribe(Map.Entry<Account, Subscription> served) {
        return served.getKey().routes().remove(served.getValue());
    }

    @Override
    public boolean deliver(Subscription subscription, Delivery message) {
        if (!(message.publisher() instanceof Session session)) {
            return false;
        }
        subscription.countDelivery();
        if (message.hasReply()) {
            byte[] reply = Arrays.copyOfRange(message.reply(), message.replyFrom(), message.replyTo());
            session.execute(() -> answer(session, reply));
        }
        return true;
    }

    private void answer(Session session, byte[] reply) {
        Identity identity = session.identity();
        if (identity != null) {
            ServerHeader server = ServerHeader.of(
                    host.settings().identity(),
                    session.arrival().listener().host(),
                    nextSequence(),
                    host.surroundings().epochClock().now());
            Answer answer = new Answer(server, UserInfo.of(user(session, identity), identity));
            session.publishFromServer(reply, (Json.line(answer) + "\r\n").getBytes(UTF_8));
        }
    }

    /// Whoever it says it is, or, if it says nothing, whoever it was taken for.
    private static String user(Session session, Identity identity) {
        String claimed = session.options().claimedUser();
        return claimed.isEmpty() ? identity.authorizedUser() : claimed;
    }

    private synchronized long nextSequence() {
        return ++sequence;
    }
}
