package io.natterjack.domain.jetstream.api.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.consumer.config.AckPolicy;
import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.jetstream.HostedStream;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.stream.config.RetentionPolicy;

/// What is special about consumers that other servers make for streams of theirs that copy one of ours.
public final class SourcingConsumer {
    private static final String IDENTITY = "Nats-Stream-Identity";
    private static final int SUFFIX_LENGTH = 8;

    private SourcingConsumer() {}

    /// Such a consumer asks for a name that is the same each time. Where messages stay until they are acknowledged it
    /// has to outlive the connection; elsewhere each is another one.
    public static ConsumerConfig adapted(ConsumerConfig asked, HostedStream stream, ApiCall call) {
        if (!asked.direct() || !asked.sourcing() || asked.name().isEmpty()) {
            return asked;
        }
        if (stream.config().retention() == RetentionPolicy.LIMITS) {
            String suffix = call.streams().names().next(SUFFIX_LENGTH);
            return asked.with(changes -> changes.name(asked.name() + "-" + suffix));
        }
        return asked.with(changes -> changes.direct(false)
                .durable(asked.name())
                .acks(acks ->
                        acks.withPolicy(AckPolicy.FLOW_CONTROL).withWaitNanos(0).withDeliverMax(0))
                .inactiveThresholdNanos(0));
    }

    /// Whoever copies a stream says which one of its name is meant, and is told which one it is.
    ///
    /// @throws io.natterjack.domain.jetstream.error.ApiFailure if another one is meant
    public static void identify(ConsumerConfig consumer, HostedStream stream, ApiCall call) {
        if (!consumer.direct() && !consumer.sourcing()) {
            return;
        }
        String meant = call.header(IDENTITY);
        if (!meant.isEmpty() && !meant.equals(stream.identity())) {
            throw JetStreamError.CONSUMER_STREAM_IDENTITY_MISMATCH.failure(stream.identity());
        }
        answerWithIdentity(stream, call);
    }

    /// Says which stream of its name it is, if somebody has asked about any.
    public static void identifyIfAsked(HostedStream stream, ApiCall call) {
        if (!call.header(IDENTITY).isEmpty()) {
            answerWithIdentity(stream, call);
        }
    }

    private static void answerWithIdentity(HostedStream stream, ApiCall call) {
        call.answerWithHeaders(("NATS/1.0\r\n" + IDENTITY + ": " + stream.identity() + "\r\n\r\n").getBytes(UTF_8));
    }
}
