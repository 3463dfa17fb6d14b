package io.natterjack.domain.jetstream.api.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.jetstream.AccountStreams;
import io.natterjack.domain.jetstream.advisory.ServerAdvisory;
import io.natterjack.domain.jetstream.server.RequestQueue;
import io.natterjack.domain.routing.Delivery;
import io.natterjack.domain.routing.Subscriber;
import io.natterjack.domain.routing.Subscription;
import io.natterjack.domain.shard.Inbound;
import io.natterjack.domain.shard.Inlet;
import java.util.Arrays;
import java.util.function.Consumer;

/// Where requests to the API come in: lets as many wait as may.
///
/// **Threading.** Delivered to by any lane; what it lets through is received on the shard.
public final class ApiGate implements Subscriber {
    /// Subjects that streams and consumers listen to by themselves, so that nobody answers where there is none.
    private static final byte[][] ELSEWHERE = bytes("DIRECT.GET.", "CONSUMER.MSG.NEXT.");

    private static final byte[][] INFO = bytes(
            "INFO",
            "STREAM.INFO.",
            "STREAM.NAMES",
            "STREAM.LIST",
            "CONSUMER.INFO.",
            "CONSUMER.NAMES.",
            "CONSUMER.LIST.");

    private final AccountStreams streams;
    private final int prefixLength;
    private final Consumer<Inbound> receiver;
    private final Inlet inlet;

    /// @param prefixLength · of what stands before the name of a method
    /// @param receiver     · called on the shard
    public ApiGate(AccountStreams streams, int prefixLength, Consumer<Inbound> receiver) {
        this.streams = streams;
        this.prefixLength = prefixLength;
        this.receiver = receiver;
        this.inlet = new Inlet(streams.shard(), this::receive);
    }

    private static byte[][] bytes(String... texts) {
        return Arrays.stream(texts).map(text -> text.getBytes(UTF_8)).toArray(byte[][]::new);
    }

    @Override
    public boolean deliver(Subscription subscription, Delivery message) {
        int from = message.subjectFrom() + prefixLength;
        if (startsWithAny(message.subject(), from, message.subjectTo(), ELSEWHERE)) {
            return false;
        }
        RequestQueue queue = queue(message.subject(), from, message.subjectTo());
        if (!queue.enter()) {
            return true;
        }
        boolean taken = inlet.deliver(subscription, message);
        if (!taken) {
            queue.leave();
        }
        return taken;
    }

    private void receive(Inbound message) {
        RequestQueue queue = queue(message.bytes(), message.subjectFrom() + prefixLength, message.subjectTo());
        queue.leave();
        long dropped = queue.takeDropped();
        if (dropped > 0) {
            streams.shard().surroundings().log().warn(queue + " limit reached, dropped " + dropped + " requests");
            streams.tellServer(new ServerAdvisory.LimitReached(streams.server().name(), dropped));
        }
        receiver.accept(message);
    }

    private RequestQueue queue(byte[] subject, int from, int to) {
        return startsWithAny(subject, from, to, INFO)
                ? streams.share().infoRequests()
                : streams.share().requests();
    }

    private static boolean startsWithAny(byte[] bytes, int from, int to, byte[][] prefixes) {
        for (byte[] prefix : prefixes) {
            if (to - from >= prefix.length
                    && Arrays.equals(bytes, from, from + prefix.length, prefix, 0, prefix.length)) {
                return true;
            }
        }
        return false;
    }
}
