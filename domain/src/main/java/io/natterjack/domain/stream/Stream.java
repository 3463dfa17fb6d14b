package io.natterjack.domain.stream;

import io.natterjack.domain.stream.config.RetentionPolicy;
import io.natterjack.domain.stream.config.StorageType;
import io.natterjack.domain.stream.config.StoreCompression;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.message.ParkedReplies;
import io.natterjack.domain.stream.message.Publication;
import io.natterjack.ports.storage.stream.ConsumerStore;
import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.MessageReader;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamOptions;
import io.natterjack.ports.storage.stream.StreamState;
import io.natterjack.ports.storage.stream.SubjectFilter;
import io.natterjack.ports.storage.stream.SubjectIndex;

/// One stream of an account, and everything that is decided about it.
///
/// The owner publishes to it whatever has come in, ends the pass, and passes on what the storage says:
///
/// ```
/// stream.publish(message);  // as often as there is something; the answer is parked
/// stream.endPass();         // commits once
/// stream.durable(ticket);   // sends the answers that are covered
/// ```
///
/// **Threading.** Confined to the owner. **Ownership.** Owns the stored stream and closes it. **Failure.** What a
/// publisher has done wrong is answered, not thrown; a request that cannot be granted is an
/// [io.natterjack.domain.jetstream.error.ApiFailure].
public final class Stream {
    private final StreamHost host;
    private final StreamContents contents;
    private final ParkedReplies parked = new ParkedReplies();
    private final PublishPath path;
    private final StoredMessage window = new StoredMessage();
    private StreamConfig config;

    /// Takes over a stream that has just been created or opened.
    ///
    /// @param domain · empty for none
    public Stream(StreamHost host, String domain, StreamConfig config, StoredStream stored) {
        this.host = host;
        this.config = config;
        this.contents = new StreamContents(stored, config.storage());
        this.path = new PublishPath(host, domain, this, contents, parked);
    }

    /// What a storage has to know of a stream.
    ///
    /// @param durability · what the operator wants of streams that outlive the server
    public static StreamOptions options(StreamConfig config, Durability durability) {
        Durability wanted = config.storage() == StorageType.MEMORY ? Durability.MEMORY : durability;
        return new StreamOptions(
                wanted, config.compression() == StoreCompression.S2, Math.max(1, config.firstSequence()));
    }

    public String name() {
        return config.name();
    }

    public StreamConfig config() {
        return config;
    }

    /// Good until the next change.
    public StreamState state() {
        return contents.state();
    }

    public MessageReader reader() {
        return contents.reader();
    }

    public SubjectIndex subjects() {
        return contents.subjects();
    }

    /// What consumers have left here. Whoever writes to it calls [#touch].
    public ConsumerStore consumers() {
        return contents.stored().consumers();
    }

    public void attach(StreamListener listener) {
        contents.listeners().add(listener);
    }

    public void detach(StreamListener listener) {
        contents.listeners().remove(listener);
    }

    /// Takes in a message; the publisher gets its answer when that is safe.
    public void publish(Publication message) {
        path.publish(message);
    }

    /// The next [#endPass] has to commit, because something was written beside this class.
    public void touch() {
        contents.touch();
    }

    /// Sends a message once everything that was written so far is safe.
    public void publishWhenDurable(Publication message) {
        parked.park(
                message.subject(),
                message.subjectFrom(),
                message.subjectTo(),
                message.payload(),
                message.payloadFrom(),
                message.payloadLength());
    }

    /// Commits what was written since the last pass. Sends what is safe already.
    public void endPass() {
        if (contents.changed() || parked.hasUnsealed()) {
            parked.seal(contents.commit());
            durable(contents.durable());
        }
    }

    /// Sends the answers that wait for a ticket or one before it.
    public void durable(long ticket) {
        parked.release(ticket, host::publish);
    }

    /// The storage takes nothing more: whoever waits is not answered.
    public void frozen(String why) {
        parked.clear();
        for (StreamListener listener : contents.listeners()) {
            listener.frozen(why);
        }
    }

    /// Deletes one message, whatever the stream allows its users.
    ///
    /// @param erase · overwrite its bytes
    /// @return false if it is not there
    public boolean delete(long sequence, boolean erase) {
        return contents.remove(sequence, erase);
    }

    /// Removes many messages, whatever the stream allows its users.
    ///
    /// @param sequence · only those before it; 0 for all
    /// @param keep     · leave so many of the last; 0 for none. Not together with a sequence
    /// @return how many are gone
    public long purge(SubjectFilter filter, long sequence, long keep) {
        long before = contents.state().messages();
        if (filter.all() && keep == 0) {
            long through = sequence > 0 ? sequence - 1 : contents.state().lastSequence();
            contents.removeThrough(Math.max(through, contents.state().firstSequence() - 1));
            return before - contents.state().messages();
        }
        return contents.removeMatching(filter, sequence > 0 ? sequence - 1 : Long.MAX_VALUE, keep);
    }

    /// A consumer has no more need of a message. Under interest and work-queue retention it goes when nobody has.
    public void acknowledged(long sequence) {
        if (config.retention() != RetentionPolicy.LIMITS && contents.reader().read(sequence, window) && !needed()) {
            contents.remove(sequence, false);
        }
    }

    private boolean needed() {
        byte[] subject = window.subject();
        for (StreamListener each : contents.listeners()) {
            if (each instanceof StreamConsumer consumer
                    && consumer.needs(window.sequence(), subject, window.subjectFrom(), window.subjectTo())) {
                return true;
            }
        }
        return false;
    }

    /// Changes the configuration; whether that may be is decided elsewhere.
    ///
    /// @param definition · for the storage, safe on return
    public void update(StreamConfig changed, StreamOptions options, byte[] definition) {
        contents.stored().redefine(options, definition);
        config = changed;
    }

    /// Makes everything safe and lets go of it.
    public void close() {
        endPass();
        contents.stored().close();
    }
}
