package io.natterjack.app.migrate;

import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StorageListener;
import io.natterjack.ports.storage.stream.ConsumerStore;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamState;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Brings one stream to where another one is: messages with their sequences and times, then consumers.
///
/// It goes on behind the last message that is there already, so one that was cut off can be taken up again.
final class StreamCopy implements StorageListener {
    private static final int BATCH_MESSAGES = 2_000;
    private static final long BATCH_BYTES = 4L * 1024 * 1024;
    private static final byte[] NOTHING = {'_'};

    private final StoredMessage window = new StoredMessage();
    private final Thread owner = Thread.currentThread();
    private volatile @Nullable String frozen;

    @Override
    public void durable(long ticket) {
        LockSupport.unpark(owner);
    }

    @Override
    public void frozen(String why) {
        frozen = why;
        LockSupport.unpark(owner);
    }

    /// @throws StorageException if either side fails, or if the target has more than the source
    void copy(StoredStream source, StoredStream target, ProgressBar progress) {
        StreamState wanted = new StreamState();
        source.log().state(wanted);
        StreamState there = new StreamState();
        target.log().state(there);
        if (there.lastSequence() > wanted.lastSequence()) {
            throw new StorageException("the target has gone on to sequence " + there.lastSequence()
                    + ", where the source is at " + wanted.lastSequence() + ": nothing was copied");
        }
        forget(source, target, wanted, there);
        target.log().state(there);
        messages(source, target, there, progress);
        target.log().state(there);
        if (there.lastSequence() < wanted.lastSequence()) {
            useUp(target, wanted);
        }
        consumers(source.consumers(), target.consumers());
        commit(target);
    }

    /// Removes what an earlier attempt has copied and is gone from the source by now.
    private static void forget(StoredStream source, StoredStream target, StreamState wanted, StreamState there) {
        if (there.messages() == 0) {
            return;
        }
        long copied = there.lastSequence();
        target.log().removeThrough(Math.min(wanted.firstSequence() - 1, copied));
        StoredMessage gone = new StoredMessage();
        source.reader().missing((from, to) -> {
            long next = from;
            while (target.reader().next(SubjectFilter.ALL, next, gone) && gone.sequence() <= to) {
                next = gone.sequence() + 1;
                target.log().remove(gone.sequence(), false);
            }
            return to < copied;
        });
    }

    private void messages(StoredStream source, StoredStream target, StreamState there, ProgressBar progress) {
        long done = there.messages();
        long from = there.lastSequence() + 1;
        long bytes = 0;
        int messages = 0;
        while (source.reader().next(SubjectFilter.ALL, from, window)) {
            from = window.sequence() + 1;
            bytes += window.payloadLength() + (long) window.subjectLength();
            target.log().append(window, false);
            progress.show(++done);
            if (++messages == BATCH_MESSAGES || bytes > BATCH_BYTES) {
                commit(target);
                messages = 0;
                bytes = 0;
            }
        }
    }

    /// The last messages of the source are gone, but their sequences were used.
    private void useUp(StoredStream target, StreamState wanted) {
        target.log()
                .append(
                        new StoredMessage()
                                .at(wanted.lastSequence(), wanted.lastTimeNanos(), 0)
                                .subject(NOTHING, 0, NOTHING.length),
                        false);
        target.log().remove(wanted.lastSequence(), false);
    }

    private static void consumers(ConsumerStore source, ConsumerStore target) {
        List<String> wanted = source.names();
        for (String name : target.names()) {
            if (!wanted.contains(name)) {
                target.delete(name);
            }
        }
        for (String name : wanted) {
            byte[] definition = source.definition(name);
            byte[] state = source.state(name);
            if (state == null && target.state(name) != null) {
                target.delete(name);
            }
            if (definition != null) {
                target.define(name, definition);
            }
            if (state != null) {
                target.save(name, state, 0, state.length);
            }
        }
    }

    private void commit(StoredStream target) {
        long ticket = target.log().commit();
        while (target.log().durable() < ticket) {
            String why = frozen;
            if (why != null) {
                throw new StorageException(why);
            }
            LockSupport.parkNanos(this, 100_000_000);
        }
    }
}
