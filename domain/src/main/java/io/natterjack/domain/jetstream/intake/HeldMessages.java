package io.natterjack.domain.jetstream.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.natterjack.domain.account.Account;
import io.natterjack.domain.routing.Subscription;
import io.natterjack.domain.shard.Inbound;
import io.natterjack.domain.shard.Inlet;
import io.natterjack.domain.shard.Outlet;
import io.natterjack.domain.shard.Shard;
import io.natterjack.domain.stream.message.Publication;
import java.util.ArrayList;
import java.util.List;

/// Keeps what is meant for streams and consumers of an account that are not open yet: acknowledgements, requests for
/// messages. It waits in the inbox of the shard, which is busy opening them, and is published again when they are
/// there.
///
/// **Threading.** [#hold] is called by any thread before there are clients; [#release] on the shard.
public final class HeldMessages {
    private static final byte[] SID = {'1'};
    private static final byte[] NOBODY = "NATS/1.0 503\r\n\r\n".getBytes(ISO_8859_1);

    private final Account account;
    private final Outlet outlet;
    private final Inlet inlet;
    private final Publication window = new Publication();
    private final List<Subscription> subscriptions = new ArrayList<>();

    public HeldMessages(Account account, Outlet outlet, Shard shard) {
        this.account = account;
        this.outlet = outlet;
        this.inlet = new Inlet(shard, this::forward);
    }

    /// Keeps what is published there from now on.
    public void hold(List<String> subjects) {
        for (String subject : subjects) {
            Subscription subscription = new Subscription(inlet, subject, null, SID, false);
            subscriptions.add(subscription);
            account.routes().add(subscription);
        }
    }

    /// Those who are meant are there: keeps nothing any more.
    public void release() {
        subscriptions.forEach(account.routes()::remove);
        subscriptions.clear();
    }

    private void forward(Inbound message) {
        int answer = outlet.publish(StreamInlet.show(message, window));
        if (answer == 0 && message.hasReply()) {
            outlet.publish(window.to(message.bytes(), message.replyFrom(), message.replyTo())
                    .reply(message.bytes(), 0, 0)
                    .payload(NOBODY, 0, NOBODY.length, NOBODY.length));
        }
    }
}
