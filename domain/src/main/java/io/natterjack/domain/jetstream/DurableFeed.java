package io.natterjack.domain.jetstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.natterjack.domain.consumer.ack.AckSubject;
import io.natterjack.domain.consumer.config.AckPolicy;
import io.natterjack.domain.routing.Subscription;
import io.natterjack.domain.shard.Inbound;
import io.natterjack.domain.shard.Inlet;
import io.natterjack.domain.stream.config.StreamSource;
import io.natterjack.domain.stream.message.MessageHeader;
import io.natterjack.domain.stream.message.MessageHeaders;
import io.natterjack.domain.stream.source.Feed;
import io.natterjack.ports.storage.stream.StoredMessage;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Listens where a durable consumer of another stream pushes, like any client.
///
/// So the consumer counts as bound, is flow controlled and can be watched, as it is for a server that copies from far.
/// Only the request to begin again does not go over a subject.
///
/// Confined to the shard.
final class DurableFeed implements Feed {
    private static final byte[] SID = {'1'};
    private static final byte[] STATUS = "NATS/1.0 100 ".getBytes(UTF_8);

    private final AccountStreams owner;
    private final HostedStream target;
    private final StreamSource source;
    private final StreamSource.SourceConsumer named;
    private final Receiver receiver;
    private final byte[] name;
    private final AckSubject ack = new AckSubject();
    private final MessageHeaders headers = new MessageHeaders();
    private final StoredMessage window = new StoredMessage();
    private @Nullable Subscription subscription;
    private @Nullable HostedConsumer consumer;

    /// @param source · names a consumer
    DurableFeed(AccountStreams owner, HostedStream target, StreamSource source, Receiver receiver) {
        this.owner = owner;
        this.target = target;
        this.source = source;
        this.named = requireNonNull(source.consumer());
        this.receiver = receiver;
        this.name = named.name().getBytes(UTF_8);
    }

    @Override
    public Answer open() {
        HostedConsumer found = find();
        if (found == null) {
            return new Answer.Absent();
        }
        if (found.consumer().config().acks().policy() != AckPolicy.FLOW_CONTROL) {
            return new Answer.Unfit();
        }
        consumer = found;
        found.touch();
        long floor = found.consumer().reset(0) - 1;
        listen();
        return new Answer.Opened(floor);
    }

    private @Nullable HostedConsumer find() {
        HostedStream origin = owner.reaches(source) ? owner.find(source.name()) : null;
        return origin == null ? null : origin.consumer(named.name());
    }

    /// What was on its way to a subscription before this one does not count any more.
    private void listen() {
        Subscription[] mine = new Subscription[1];
        Inlet inlet = new Inlet(owner.shard(), message -> {
            if (subscription == mine[0]) {
                receive(message);
            }
        });
        mine[0] = new Subscription(inlet, named.deliverSubject(), null, SID, false);
        subscription = mine[0];
        owner.account().routes().add(mine[0]);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // another may have taken its name meanwhile
    public void arrived(long number, long sequence) {
        HostedConsumer known = consumer;
        if (known != null && find() == known) {
            known.touch();
            known.consumer().arrived(number, sequence);
        }
    }

    @Override
    public void close() {
        if (subscription != null) {
            owner.account().routes().remove(subscription);
            subscription = null;
        }
        consumer = null;
    }

    @SuppressWarnings("ReferenceEquality") // another may have taken its name meanwhile
    private void receive(Inbound message) {
        target.activate();
        if (message.refused() || find() != consumer) {
            receiver.broken();
        } else if (isStatus(message)) {
            status(message);
        } else if (ack.read(message.bytes(), message.replyFrom(), message.replyTo()) && isOfConsumer()) {
            take(message);
        }
    }

    private static boolean isStatus(Inbound message) {
        int from = message.payloadFrom();
        return message.bodyFrom() == message.bodyTo()
                && message.headerLength() >= STATUS.length
                && Arrays.equals(message.bytes(), from, from + STATUS.length, STATUS, 0, STATUS.length);
    }

    private void status(Inbound message) {
        if (message.hasReply()) {
            receiver.asked(
                    new String(message.bytes(), message.replyFrom(), message.replyTo() - message.replyFrom(), UTF_8));
            return;
        }
        headers.read(message.bytes(), message.payloadFrom(), message.headerLength());
        receiver.alive(
                headers.number(MessageHeader.LAST_CONSUMER_SEQUENCE), headers.text(MessageHeader.CONSUMER_STALLED));
    }

    private boolean isOfConsumer() {
        return Arrays.equals(ack.bytes(), ack.consumerFrom(), ack.consumerTo(), name, 0, name.length);
    }

    /// What is delivered again is no news.
    private void take(Inbound message) {
        if (ack.deliveries() == 1) {
            window.at(ack.streamSequence(), ack.timeNanos(), 0)
                    .subject(message.bytes(), message.subjectFrom(), message.subjectTo())
                    .payload(message.bytes(), message.payloadFrom(), message.headerLength(), message.payloadLength());
            receiver.message(window, ack.consumerSequence(), ack.pending());
        }
    }
}
