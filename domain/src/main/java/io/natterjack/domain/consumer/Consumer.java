package io.natterjack.domain.consumer;

import io.natterjack.domain.consumer.ack.AckSubject;
import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.stream.Stream;
import io.natterjack.domain.stream.StreamConsumer;
import io.natterjack.ports.storage.stream.StoredMessage;
import org.jspecify.annotations.Nullable;

/// One consumer of a stream.
///
/// The owner passes on what comes in, lets it work when it asks to, and ends the pass:
///
/// ```
/// consumer.start();               // attaches it to its stream
/// consumer.pull(…) / ack(…) / …   // as often as there is something
/// while (consumer.work(budget))   // when it has said that it is ready; others may have their turn in between
/// consumer.endPass();             // before the stream's own
/// ```
///
/// **Threading.** Confined to the owner of the stream. **Ownership.** Bytes are borrowed for the length of a call.
/// **Failure.** What a client has done wrong is answered or ignored, as the reference does; nothing throws but
/// [#reset], and the storage.
public final class Consumer implements StreamConsumer {
    private final Stream stream;
    private ConsumerConfig config;

    /// @param config       · complete and checked
    /// @param createdNanos · since 1970
    /// @param kept         · whether its state is kept with the stream, where it is defined then
    /// @param state        · what was kept of it before; null if it is new
    public Consumer(
            ConsumerHost host,
            Stream stream,
            ConsumerConfig config,
            long createdNanos,
            boolean kept,
            byte @Nullable [] state) {
        this.stream = stream;
        this.config = config;
    }

    /// Attaches it to the stream and begins to deliver.
    public void start() {
        stream.attach(this);
    }

    @Override
    public String name() {
        return config.name();
    }

    public ConsumerConfig config() {
        return config;
    }

    /// A pull request, as it came to `$JS.API.CONSUMER.MSG.NEXT`, without its headers.
    ///
    /// @param reply · where messages are wanted; kept
    public void pull(byte[] reply, byte[] body, int from, int to) {}

    /// An acknowledgement, of any kind.
    ///
    /// @param payload · the verb, without headers
    /// @param reply   · who wants to know that it is safe; empty for nobody; kept
    public void ack(AckSubject subject, byte[] payload, int from, int to, byte[] reply) {}

    /// Whether there are acknowledgements at all; if not, nobody listens to their subjects.
    public boolean takesAcks() {
        return false;
    }

    /// Something came to `$JS.FC.<stream>.<consumer>.…`.
    ///
    /// @param headerLength · of the header block at the start of the payload
    public void flowControlAnswered(
            byte[] subject, int from, int to, byte[] payload, int payloadFrom, int headerLength) {}

    /// Who listens to the deliver subject may have changed.
    public void interestChanged() {}

    /// Delivers.
    ///
    /// @param budget · messages at most
    /// @return whether there is more that could be delivered at once
    public boolean work(int budget) {
        return false;
    }

    /// Leaves its state with the stream, if it is time. To be called at the end of every pass in which anything else
    /// here was called.
    public void endPass() {}

    /// Changes what may be changed; that the rest is the same is checked elsewhere. Pausing is a change, too.
    public void update(ConsumerConfig changed) {
        config = changed;
    }

    /// Gives up the pinned client, if there is one.
    public void unpin() {}

    /// Starts again.
    ///
    /// @param sequence · of the stream; 0 for the first message that is not acknowledged
    /// @return the sequence it starts from
    /// @throws IllegalArgumentException with the reference's words, if it may not start there
    public long reset(long sequence) {
        return 0;
    }

    public ConsumerInfo info() {
        return new ConsumerInfo(
                new ConsumerInfo.Mark(0, 0, 0), new ConsumerInfo.Mark(0, 0, 0), 0, 0, 0, 0, false, 0, null);
    }

    /// Leaves its state with the stream and lets go of it. Pull requests are told that the server goes.
    public void close() {
        stream.detach(this);
    }

    /// Is gone for good: pull requests are told so, and messages that only this one needed go, too.
    public void delete() {
        stream.detach(this);
    }

    @Override
    public boolean wants(byte[] subject, int subjectFrom, int subjectTo) {
        return false;
    }

    @Override
    public boolean needs(long sequence, byte[] subject, int subjectFrom, int subjectTo) {
        return false;
    }

    @Override
    public void stored(StoredMessage message) {}

    @Override
    public void removed(long sequence, byte[] subject, int subjectFrom, int subjectTo) {}

    @Override
    public void removedThrough(long sequence) {}

    @Override
    public void frozen(String why) {}
}
