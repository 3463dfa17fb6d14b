package io.natterjack.domain.jetstream.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.account.Account;
import io.natterjack.domain.agenda.EpochNanos;
import io.natterjack.domain.jetstream.advisory.ServerAdvisory;
import io.natterjack.domain.jetstream.advisory.UniqueNames;
import io.natterjack.domain.settings.JetStreamSettings.QueueLimits;
import io.natterjack.domain.settings.ServerIdentity;
import io.natterjack.domain.shard.Outlet;
import io.natterjack.domain.shard.Shard;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What an account shares with the others of its server: who the server is, what is counted for all of them, and the
/// way to those who watch the whole of it.
///
/// **Threading.** Any thread.
public final class ServerShare {
    private final ServerIdentity identity;
    private final Supplier<@Nullable Account> system;
    private final ServerBatches batches = new ServerBatches();
    private final ServerUsage usage = new ServerUsage();
    private final RequestQueue requests;
    private final RequestQueue infoRequests;
    private final IntSupplier payloadBytesMax;

    /// @param system          · the account of those who watch the server; null if there is none
    /// @param payloadBytesMax · what a client may publish at most, headers included; changes with the configuration
    public ServerShare(
            ServerIdentity identity,
            QueueLimits queues,
            Supplier<@Nullable Account> system,
            IntSupplier payloadBytesMax) {
        this.identity = identity;
        this.requests = new RequestQueue("JetStream API queue", queues.requestsMax());
        this.infoRequests = new RequestQueue("JetStream API info queue", queues.infoRequestsMax());
        this.system = system;
        this.payloadBytesMax = payloadBytesMax;
    }

    public ServerIdentity identity() {
        return identity;
    }

    /// The longest message that any client may publish, headers included.
    public int payloadBytesMax() {
        return payloadBytesMax.getAsInt();
    }

    /// The longest message that a client of an account may publish, headers included.
    public int payloadBytesMax(Account account) {
        int server = payloadBytesMax.getAsInt();
        int own = account.limits().payloadBytesMax();
        return own < 0 ? server : Math.min(own, server);
    }

    /// Open batches.
    public ServerBatches batches() {
        return batches;
    }

    /// What all streams hold and have reserved.
    public ServerUsage usage() {
        return usage;
    }

    /// Requests to the API that change something or read messages.
    public RequestQueue requests() {
        return requests;
    }

    /// Requests to the API that only ask how things are.
    public RequestQueue infoRequests() {
        return infoRequests;
    }

    /// Tells those who watch the server. Nothing is composed if nobody does.
    ///
    /// @param shard  · that this is called on
    /// @param domain · of the server; empty for none
    public void tell(ServerAdvisory advisory, Shard shard, String domain) {
        Account account = system.get();
        if (account == null) {
            return;
        }
        Outlet outlet = new Outlet(account, shard.scope());
        if (outlet.interest(advisory.subject(), null)) {
            String id = new UniqueNames(shard.scope().random()).next();
            byte[] document = advisory.json(id, EpochNanos.toInstant(shard.nowNanos()), domain);
            outlet.publish(advisory.subject().getBytes(UTF_8), document);
        }
    }
}
