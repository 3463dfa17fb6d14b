package io.natterjack.domain.jetstream.intake;

import io.natterjack.domain.account.Account;
import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.routing.Delivery;
import io.natterjack.domain.routing.Subscription;
import io.natterjack.domain.shard.Inbound;
import io.natterjack.domain.shard.Inlet;
import io.natterjack.domain.shard.Outlet;
import io.natterjack.domain.shard.Shard;
import io.natterjack.domain.stream.message.PubAck;
import io.natterjack.domain.stream.message.Publication;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a stream listens to.
///
/// It may listen before the stream is open: what comes then waits in the inbox of the shard, and is taken in when that
/// has opened the stream. If the stream cannot be opened, publishers are told that it is not available.
///
/// **Threading.** Made by any thread, then confined to the shard; messages come from every lane.
public final class StreamInlet {
    private static final byte[] SID = {'1'};

    private final String name;
    private final Account account;
    private final Outlet outlet;
    private final Inlet inlet;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final Publication window = new Publication();
    private @Nullable Consumer<Publication> stream;
    /// The window of the shard while it shows to others what is stored here already. Inlets are asked by every lane,
    /// but no other lane ever holds this window, so none can take its own message for it.
    private @Nullable Delivery offered;

    /// @param name · of the stream
    public StreamInlet(String name, Account account, Outlet outlet, Shard shard) {
        this.name = name;
        this.account = account;
        this.outlet = outlet;
        this.inlet = new Inlet(shard, this::receive, message -> message != offered);
    }

    /// Listens to these subjects and to no others.
    public void listen(List<String> subjects) {
        List<String> wanted = new ArrayList<>(subjects);
        subscriptions.removeIf(each -> !wanted.remove(each.subject()) && end(each));
        for (String subject : wanted) {
            Subscription subscription = new Subscription(inlet, subject, null, SID, false);
            subscriptions.add(subscription);
            account.routes().add(subscription);
        }
    }

    /// The stream is there.
    ///
    /// @param taker · takes its messages
    public void attach(Consumer<Publication> taker) {
        stream = taker;
    }

    /// Listens to nothing any more.
    public void close() {
        subscriptions.forEach(this::end);
        subscriptions.clear();
        stream = null;
    }

    private boolean end(Subscription subscription) {
        account.routes().remove(subscription);
        return true;
    }

    /// Publishes what the stream has already.
    ///
    /// @param message    · the window of the shard
    /// @param publishing · does it
    public void offering(Delivery message, Runnable publishing) {
        offered = message;
        publishing.run();
        offered = null;
    }

    private void receive(Inbound message) {
        Publication publication = show(message, window);
        Consumer<Publication> taker = stream;
        if (taker == null) {
            refuse(publication, JetStreamError.CLUSTER_NOT_AVAIL.with());
        } else if (message.refused()) {
            refuse(publication, JetStreamError.STREAM_TOO_MANY_REQUESTS.with());
        } else {
            taker.accept(publication);
        }
    }

    private void refuse(Publication message, ApiError why) {
        if (message.hasReply()) {
            byte[] reply = Arrays.copyOfRange(message.reply(), message.replyFrom(), message.replyTo());
            outlet.publish(reply, PubAck.refusal(name, why));
        }
    }

    /// Shows what has come as what is to be stored.
    public static Publication show(Inbound message, Publication window) {
        return window.to(message.bytes(), message.subjectFrom(), message.subjectTo())
                .reply(message.bytes(), message.replyFrom(), message.replyTo())
                .payload(message.bytes(), message.payloadFrom(), message.headerLength(), message.payloadLength());
    }
}
