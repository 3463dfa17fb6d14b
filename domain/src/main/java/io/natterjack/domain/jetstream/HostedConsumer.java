package io.natterjack.domain.jetstream;

import io.natterjack.domain.agenda.Agenda;
import io.natterjack.domain.consumer.Consumer;
import io.natterjack.domain.consumer.ConsumerEvent;
import io.natterjack.domain.consumer.ConsumerHost;
import io.natterjack.domain.consumer.Receipt;
import io.natterjack.domain.consumer.ack.AckSubject;
import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.jetstream.asset.ApiLevel;
import io.natterjack.domain.routing.Subscription;
import io.natterjack.domain.shard.Inbound;
import io.natterjack.domain.shard.Inlet;
import io.natterjack.domain.shard.Outlet;
import io.natterjack.domain.shard.Shard;
import io.natterjack.domain.stream.message.MessageHeader;
import io.natterjack.domain.stream.message.MessageHeaders;
import io.natterjack.domain.stream.message.Publication;
import io.natterjack.ports.storage.StorageException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A consumer where it lives: the subjects by which clients answer it, and its share of each pass.
///
/// Confined to the shard.
public final class HostedConsumer implements ConsumerHost, Shard.Tenant {
    /// Messages that one consumer delivers before others have their turn.
    private static final int BUDGET = 512;

    private static final long RETRY_NANOS = 1_000_000_000;

    private static final byte[] SID = {'1'};
    private static final byte[] NO_REPLY = {};

    private final AccountStreams owner;
    private final HostedStream stream;
    private final Instant created;
    private final Agenda agenda;
    private final Consumer consumer;
    private final AckSubject ackSubject = new AckSubject();
    private final MessageHeaders headers = new MessageHeaders();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private boolean ready;
    private boolean touched;
    /// The storage could not be read, and may be later.
    private boolean stalled;

    HostedConsumer(
            AccountStreams owner,
            HostedStream stream,
            ConsumerConfig config,
            Instant created,
            boolean kept,
            byte @Nullable [] state) {
        this.owner = owner;
        this.stream = stream;
        this.created = created;
        this.agenda = owner.shard().agenda().announcing(this::touch);
        this.consumer = new Consumer(this, stream.stream(), config, kept, state);
    }

    public Consumer consumer() {
        return consumer;
    }

    public String name() {
        return consumer.name();
    }

    public Instant created() {
        return created;
    }

    public HostedStream stream() {
        return stream;
    }

    /// Takes answers from now on, and delivers.
    void start() {
        String who = "." + stream.name() + "." + name() + ".";
        if (consumer.takesAcks()) {
            listen("$JS.ACK" + who + "*.*.*.*.*", this::ack);
        }
        listen("$JS.FC" + who + "*", this::flowControl);
        listen(AccountStreams.API + "CONSUMER.MSG.NEXT." + stream.name() + "." + name(), this::pull);
        consumer.start();
        touch();
    }

    private void listen(String subject, java.util.function.Consumer<Inbound> receiver) {
        Subscription subscription = new Subscription(new Inlet(owner.shard(), receiver), subject, null, SID, false);
        subscriptions.add(subscription);
        owner.account().routes().add(subscription);
    }

    private void deaf() {
        subscriptions.forEach(owner.account().routes()::remove);
        subscriptions.clear();
    }

    private void ack(Inbound message) {
        if (!message.refused() && ackSubject.read(message.bytes(), message.subjectFrom(), message.subjectTo())) {
            touch();
            byte[] reply = message.hasReply()
                    ? Arrays.copyOfRange(message.bytes(), message.replyFrom(), message.replyTo())
                    : NO_REPLY;
            consumer.ack(ackSubject, message.bytes(), message.bodyFrom(), message.bodyTo(), reply);
        }
    }

    private void flowControl(Inbound message) {
        touch();
        consumer.flowControlAnswered(
                message.bytes(),
                message.subjectFrom(),
                message.subjectTo(),
                message.bytes(),
                message.payloadFrom(),
                message.headerLength());
    }

    private void pull(Inbound message) {
        if (message.hasReply() && !message.refused()) {
            touch();
            byte[] reply = Arrays.copyOfRange(message.bytes(), message.replyFrom(), message.replyTo());
            headers.read(message.bytes(), message.payloadFrom(), message.headerLength());
            if (ApiLevel.supports(headers.text(MessageHeader.REQUIRED_API_LEVEL))) {
                consumer.pull(reply, message.bytes(), message.bodyFrom(), message.bodyTo());
            } else {
                consumer.refusePull(reply, "412 Required Api Level");
            }
        }
    }

    /// Something was done to the consumer: it has its part in the end of the pass.
    public void touch() {
        if (!touched) {
            touched = true;
            stream.touched(this);
        }
    }

    /// Does its share of a pass. What touches it from now on is for the next.
    ///
    /// @return whether there is more to do at once
    @Override
    public boolean endPass() {
        touched = false;
        boolean read = !ready || work();
        if (ready && read) {
            touch();
        }
        consumer.endPass();
        return ready && read;
    }

    /// @return false if the storage cannot be read now
    private boolean work() {
        try {
            ready = consumer.work(BUDGET);
            stalled = false;
            return true;
        } catch (StorageException e) {
            if (!stalled) {
                stalled = true;
                owner.shard().surroundings().log().warn("Delivery of " + this + " waits: " + e.getMessage());
            }
            agenda.at(nowNanos() + RETRY_NANOS, () -> {});
            return false;
        }
    }

    void close() {
        deaf();
        consumer.close();
    }

    /// Is gone for good.
    void delete() {
        deaf();
        consumer.delete();
        stream.stream().abandoned();
        stream.activate();
    }

    @Override
    public long nowNanos() {
        return owner.shard().nowNanos();
    }

    @Override
    public Agenda agenda() {
        return agenda;
    }

    @Override
    public RandomGenerator random() {
        return owner.shard().scope().random();
    }

    @Override
    public boolean interest(String subject) {
        return owner.outlet().interest(subject, null);
    }

    @Override
    public boolean bound(String subject, String group) {
        return owner.outlet().listens(subject, group);
    }

    @Override
    public Receipt deliver(byte[] to, Publication message) {
        int answer = owner.outlet().deliver(to, message);
        if ((answer & Outlet.DELIVERED) == 0) {
            return Receipt.NOBODY;
        }
        return (answer & Outlet.CONGESTED) == 0 ? Receipt.TAKEN : Receipt.CONGESTED;
    }

    @Override
    public void advise(Consumer about, ConsumerEvent event) {
        owner.advisories().consumer(stream.name(), about.name(), event);
    }

    @Override
    public void ready(Consumer about) {
        ready = true;
        touch();
    }

    @Override
    public void inactive(Consumer about) {
        owner.shard().execute(() -> owner.consumers().deleteInactive(this));
    }

    @Override
    public String toString() {
        return "consumer " + name() + " of " + stream;
    }
}
