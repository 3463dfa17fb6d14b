package io.natterjack.domain.consumer.rules;

import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.jetstream.error.JetStreamError;
import java.util.Objects;

/// What may become of a consumer that is there.
final class ConsumerUpdates {
    private ConsumerUpdates() {}

    static void check(ConsumerConfig old, ConsumerConfig consumer, StreamView stream) {
        require(old.start().policy() == consumer.start().policy(), "deliver policy can not be updated");
        require(old.memoryStorage() == consumer.memoryStorage(), "storage type can not be updated");
        require(old.direct() == consumer.direct(), "direct can not be updated");
        require(old.sourcing() == consumer.sourcing(), "sourcing can not be updated");
        require(old.start().sequence() == consumer.start().sequence(), "start sequence can not be updated");
        require(Objects.equals(old.start().time(), consumer.start().time()), "start time can not be updated");
        require(old.acks().policy() == consumer.acks().policy(), "ack policy can not be updated");
        require(old.replayPolicy() == consumer.replayPolicy(), "replay policy can not be updated");
        require(
                old.push().idleHeartbeatNanos() == consumer.push().idleHeartbeatNanos(),
                "heart beats can not be updated");
        require(old.push().flowControl() == consumer.push().flowControl(), "flow control can not be updated");
        requireDelivery(old, consumer, stream);
        require(old.pull().waitingMax() == consumer.pull().waitingMax(), "max waiting can not be updated");
    }

    /// Where messages are pushed to can be changed as long as nobody takes them.
    private static void requireDelivery(ConsumerConfig old, ConsumerConfig consumer, StreamView stream) {
        String subject = old.push().deliverSubject();
        if (subject.equals(consumer.push().deliverSubject())) {
            return;
        }
        require(old.isPush(), "can not update pull consumer to push based");
        require(consumer.isPush(), "can not update push consumer to pull based");
        if (stream.interest(subject)) {
            throw JetStreamError.CONSUMER_NAME_EXIST.failure();
        }
    }

    private static void require(boolean kept, String why) {
        if (!kept) {
            throw JetStreamError.CONSUMER_CREATE.failure(why);
        }
    }
}
