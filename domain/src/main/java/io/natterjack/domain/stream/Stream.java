package io.natterjack.domain.stream;

import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.stream.batch.BatchLimits;
import io.natterjack.domain.stream.batch.BatchTotal;
import io.natterjack.domain.stream.check.Outcome;
import io.natterjack.domain.stream.config.RetentionPolicy;
import io.natterjack.domain.stream.config.StorageType;
import io.natterjack.domain.stream.config.StoreCompression;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.message.Answers;
import io.natterjack.domain.stream.message.ParkedReplies;
import io.natterjack.domain.stream.message.ParkedTasks;
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
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
    private final ParkedTasks waiting = new ParkedTasks();
    private final PublishPath path;
    private final Consumer<Publication> send;
    private final StoredMessage window = new StoredMessage();
    private StreamConfig config;
    private long commits;
    private long lastTicket;
    private String frozenFor = "";
    private boolean emptied;

    /// Takes over a stream that has just been created or opened.
    ///
    /// @param domain · empty for none
    public Stream(StreamHost host, String domain, StreamConfig config, StoredStream stored) {
        this.host = host;
        this.config = config;
        this.send = host::publish;
        this.contents = new StreamContents(stored, config.storage());
        this.path = new PublishPath(host, this, contents, new Answers(config.name(), domain, parked, send));
    }

    /// What a storage has to know of a stream.
    ///
    /// @param durability · what the operator wants of streams that outlive the server
    public static StreamOptions options(StreamConfig config, Durability durability) {
        Durability wanted = config.storage() == StorageType.MEMORY ? Durability.MEMORY : durability;
        return new StreamOptions(
                wanted, config.compression() == StoreCompression.S2, Math.max(1, config.firstSequence()));
    }

    /// Says how far batches may go from now on.
    ///
    /// @param atomicTotal · shared with other streams; counts what is open already if it is the same as before
    /// @param fastTotal   · likewise
    public void limit(BatchLimits batches, BatchTotal atomicTotal, BatchTotal fastTotal) {
        path.limit(batches, atomicTotal, fastTotal);
    }

    /// Finds again what is not kept beside the messages: message ids, what expires, what is scheduled. Once, after
    /// a stream has been opened, and before anything else.
    public void recover() {
        path.recover();
    }

    public String name() {
        return config.name();
    }

    public StreamConfig config() {
        return config;
    }

    /// The sequence that it was made to begin with; 0 if nobody has said. Who empties it says the first.
    public long beginning() {
        return emptied && config.firstSequence() == 0 ? 1 : config.firstSequence();
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

    /// Takes in a message of somebody inside of the server, who may do what publishers may and is told at once. What
    /// was stored is not safe yet: see [#whenSafe].
    ///
    /// @return good until the next message
    public Outcome offer(Publication message) {
        return path.offer(message);
    }

    /// Takes in a message that another stream has stored already: what publishers may not do is not asked.
    ///
    /// @return null if it is stored, or a duplicate of one that is; else why not
    public @Nullable ApiError publishTrusted(Publication message) {
        return path.publishTrusted(message).error();
    }

    /// Stores a message of another stream as it is there: with its sequence and time, unquestioned.
    ///
    /// @param sequence  · above that of every message before
    /// @param timeNanos · since 1970
    /// @return null if it is stored; else why not
    public @Nullable ApiError copy(Publication message, long sequence, long timeNanos) {
        return path.copy(message, sequence, timeNanos);
    }

    /// How often was committed. What was written before this was read is covered by the next one.
    public long commits() {
        return commits;
    }

    /// Ticket of the latest commit.
    public long lastTicket() {
        return lastTicket;
    }

    /// The latest ticket that is safe.
    public long durableTicket() {
        return contents.durable();
    }

    /// Whether everything that was written so far is safe.
    public boolean isSafe() {
        return !contents.changed() && contents.durable() >= lastTicket;
    }

    /// The next [#endPass] has to commit, because something was written beside this class.
    public void touch() {
        contents.touch();
    }

    /// As [#touch], for somebody who is not the owner: it comes to the end of a pass by itself.
    public void endPassSoon() {
        contents.touch();
        host.agenda().at(host.nowNanos(), () -> {});
    }

    /// Sends a message once everything that was written so far is safe.
    public void publishWhenDurable(Publication message) {
        parked.park(
                message.subject(),
                message.subjectFrom(),
                message.subjectTo(),
                message.payload(),
                message.payloadFrom(),
                message.headerLength(),
                message.payloadLength());
    }

    /// Runs something once everything that was written so far is safe.
    public void whenSafe(ParkedTasks.Task task) {
        waiting.park(task);
    }

    /// Commits what was written since the last pass. Sends what is safe already.
    public void endPass() {
        if (contents.changed() || parked.hasUnsealed() || waiting.hasUnsealed()) {
            lastTicket = contents.commit();
            commits++;
            parked.seal(lastTicket);
            waiting.seal(lastTicket);
            durable(contents.durable());
        }
    }

    /// Sends the answers that wait for a ticket or one before it.
    public void durable(long ticket) {
        parked.release(ticket, send);
        waiting.release(ticket);
    }

    /// The storage takes nothing more: whoever waits is not answered.
    public void frozen(String why) {
        frozenFor = why;
        host.frozen(this, why);
        parked.clear();
        waiting.clear(why);
        for (StreamListener listener : contents.listeners()) {
            listener.frozen(why);
        }
    }

    /// Why the storage takes nothing more; empty if it does.
    public String frozenFor() {
        return frozenFor;
    }

    /// Deletes one message, whatever the stream allows its users.
    ///
    /// @param erase · overwrite its bytes
    /// @return false if it is not there
    /// @throws io.natterjack.ports.storage.StorageException if it cannot be removed, and stays
    public boolean delete(long sequence, boolean erase) {
        return contents.delete(sequence, erase);
    }

    /// Removes many messages, whatever the stream allows its users.
    ///
    /// @param sequence · only those before it; 0 for all
    /// @param keep     · leave so many of the last; 0 for none. Not together with a sequence
    /// @return how many are gone
    /// @throws io.natterjack.ports.storage.StorageException if one cannot be removed; what was before it may be gone
    public long purge(SubjectFilter filter, long sequence, long keep) {
        if (sequence == 1) {
            return 0;
        }
        if (!filter.all()) {
            long gone = contents.removeMatching(filter, purgeEnd(filter, sequence, keep));
            contents.announcePurge(filter);
            return gone;
        }
        if (keep > 0) {
            return contents.removeAllBut(keep);
        }
        emptied |= sequence == 0;
        return contents.removeThrough(
                sequence > 0 ? sequence - 1 : contents.state().lastSequence());
    }

    /// How far a purge of what matches goes that is done one by one, with [#purgeNext].
    ///
    /// @return the last sequence that it may remove
    public long purgeEnd(SubjectFilter filter, long sequence, long keep) {
        if (keep > 0) {
            return contents.beforeLast(filter, keep);
        }
        return sequence > 0 ? sequence - 1 : contents.state().lastSequence();
    }

    /// Removes the first message that matches between two sequences. When there is none any more, everybody is told.
    ///
    /// @return its sequence; 0 if there is none
    /// @throws io.natterjack.ports.storage.StorageException if it cannot be removed, and stays
    public long purgeNext(SubjectFilter filter, long fromSequence, long toSequence) {
        long gone = contents.removeNext(filter, fromSequence, toSequence);
        if (gone == 0) {
            contents.announcePurge(filter);
        }
        return gone;
    }

    /// A consumer has no more need of a message. Under interest and work-queue retention it goes when nobody has.
    ///
    /// @return whether it is gone
    public boolean acknowledged(long sequence) {
        if (config.retention() == RetentionPolicy.LIMITS
                || !contents.reader().read(sequence, window)
                || contents.needed(window)) {
            return false;
        }
        return contents.remove(sequence);
    }

    /// A consumer is gone for good, after [#detach]: under interest retention, so is what only it has waited for.
    public void abandoned() {
        if (config.retention() != RetentionPolicy.INTEREST) {
            return;
        }
        long from = contents.state().firstSequence();
        while (contents.reader().next(SubjectFilter.ALL, from, window)) {
            from = window.sequence() + 1;
            if (!contents.needed(window)) {
                contents.remove(window.sequence());
            }
        }
    }

    /// Changes the configuration; whether that may be is decided elsewhere. What is too much now goes at once.
    ///
    /// @param definition · for the storage, safe on return
    public void update(StreamConfig changed, StreamOptions options, byte[] definition) {
        contents.stored().redefine(options, definition);
        boolean interest = config.retention() != RetentionPolicy.INTEREST;
        config = changed;
        path.reconfigured();
        if (interest) {
            abandoned();
        }
    }

    /// Makes everything safe and lets go of it.
    public void close() {
        path.close();
        for (StreamListener listener : List.copyOf(contents.listeners())) {
            listener.closed();
        }
        endPass();
        contents.stored().close();
    }
}
