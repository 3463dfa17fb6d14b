package io.natterjack.domain.kv;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.jetstream.AccountStreams;
import io.natterjack.domain.jetstream.HostedStream;
import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.kv.KeyValueEntry.Operation;
import io.natterjack.domain.stream.Stream;
import io.natterjack.domain.stream.check.Outcome;
import io.natterjack.domain.stream.message.HeaderWriter;
import io.natterjack.domain.stream.message.MessageHeader;
import io.natterjack.domain.stream.message.ParkedTasks;
import io.natterjack.domain.stream.message.Publication;
import io.natterjack.domain.text.GoDuration;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StreamState;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.time.Instant;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// A bucket by its name: a stream is looked for with every call, so that it may come and go.
///
/// Changes take the way of every publish, with the same checks; what is told about them waits for the same
/// moment as an acknowledgement to a client. They are read and watched at once.
///
/// **Threading.** Confined to the shard of the account. **Failure.** What cannot be done is a [KeyValueException].
public final class KeyValueBucket {
    private final AccountStreams streams;
    private final String bucket;
    private final IntSupplier payloadBytesMax;
    private final HeaderWriter writer = new HeaderWriter();
    private final Publication publication = new Publication();
    private final StoredMessage window = new StoredMessage();

    /// @param payloadBytesMax · what a client may publish at most, headers included
    /// @throws KeyValueException.InvalidName if no bucket can be called that
    public KeyValueBucket(AccountStreams streams, String bucket, IntSupplier payloadBytesMax) {
        this.streams = streams;
        this.bucket = KeyValueNames.requireBucket(bucket);
        this.payloadBytesMax = payloadBytesMax;
    }

    /// Hears what has become of a change: one of both, once. Must not do anything to the bucket from within the
    /// call.
    public interface Fate {
        /// It will outlive whatever the storage protects from.
        void safe(long revision);

        /// It may be there, and it may be gone after a crash.
        void unknown(KeyValueException.Unsafe why);
    }

    public String name() {
        return bucket;
    }

    /// Changes a key.
    ///
    /// @param fate · called later, never from within
    /// @return its new revision, which is not safe yet
    /// @throws KeyValueException if it may not be done, or the condition is not met; then there is no fate
    public long apply(KeyChange change, Fate fate) {
        HostedStream hosted = hosted();
        if (hosted.config().mirror() != null) {
            throw new KeyValueException.Refused("bucket '" + bucket + "' is a mirror, which can only be read");
        }
        String subject = KeyValueNames.subjectPrefix(bucket) + change.key();
        compose(change, expected(hosted, subject, change));
        if (writer.length() > payloadBytesMax.getAsInt()) {
            throw new KeyValueException.Refused(JetStreamError.STREAM_MESSAGE_EXCEEDS_MAXIMUM.with());
        }
        publication.to(subject).payload(writer.bytes(), 0, writer.headerLength(), writer.length());
        Outcome outcome = hosted.offer(publication);
        ApiError error = outcome.error();
        if (error != null) {
            throw refusal(change, error);
        }
        long revision = outcome.sequence();
        hosted.stream().whenSafe(waiting(revision, fate));
        return revision;
    }

    /// @return the revision that has to be the latest; below 0 for any
    private long expected(HostedStream hosted, String subject, KeyChange change) {
        if (change.condition() != KeyChange.ABSENT) {
            return change.condition();
        }
        boolean gone = readLast(hosted, subject) && entries(hosted).operation(window) != Operation.PUT;
        return gone ? window.sequence() : 0;
    }

    private void compose(KeyChange change, long expected) {
        writer.start();
        if (change.operation() != Operation.PUT) {
            writer.add(MessageHeader.KV_OPERATION.text(), change.operation().wire());
        }
        if (change.operation() == Operation.PURGE) {
            writer.add(MessageHeader.ROLLUP.text(), "sub");
        }
        if (expected >= 0) {
            writer.add(MessageHeader.EXPECTED_LAST_SUBJECT_SEQUENCE.text(), expected);
        }
        if (change.ttlSeconds() > 0) {
            writer.add(MessageHeader.TTL.text(), GoDuration.text(change.ttlSeconds() * GoDuration.SECOND_NANOS));
        }
        writer.end().body(change.value(), 0, change.value().length);
    }

    private static KeyValueException refusal(KeyChange change, ApiError error) {
        boolean condition = error.error() == JetStreamError.STREAM_WRONG_LAST_SEQUENCE
                || error.error() == JetStreamError.STREAM_WRONG_LAST_SEQUENCE_CONSTANT;
        if (!condition) {
            return new KeyValueException.Refused(error);
        }
        return change.condition() == KeyChange.ABSENT
                ? new KeyValueException.KeyExists(change.key())
                : new KeyValueException.WrongRevision(change.key(), change.condition(), error.description());
    }

    private static ParkedTasks.Task waiting(long revision, Fate fate) {
        return new ParkedTasks.Task() {
            @Override
            public void safe() {
                fate.safe(revision);
            }

            @Override
            public void lost(String why) {
                fate.unknown(new KeyValueException.Unsafe(why));
            }
        };
    }

    /// The latest entry of a key, which may say that it is gone; null if there is none.
    public @Nullable KeyValueEntry latest(String key) {
        HostedStream hosted = hosted();
        return readLast(hosted, subject(hosted, key)) ? entries(hosted).read(window, true) : null;
    }

    /// The entry that has a revision; null if it has been replaced, or belongs to another key.
    public @Nullable KeyValueEntry at(String key, long revision) {
        HostedStream hosted = hosted();
        SubjectFilter wanted = SubjectFilter.of(subject(hosted, key));
        boolean found = revision > 0
                && hosted.stream().reader().read(revision, window)
                && wanted.matches(window.subject(), window.subjectFrom(), window.subjectTo());
        return found ? entries(hosted).read(window, true) : null;
    }

    private static String subject(HostedStream hosted, String key) {
        return BucketStream.subjectPrefix(hosted.config()) + KeyValueNames.requireKey(key);
    }

    private boolean readLast(HostedStream hosted, String subject) {
        byte[] bytes = subject.getBytes(UTF_8);
        Stream stream = hosted.stream();
        long last = stream.subjects().last(bytes, 0, bytes.length);
        return last != 0 && stream.reader().read(last, window);
    }

    /// Begins to watch.
    ///
    /// @param wake · called when a watch that had nothing more to show has something; nothing may be done to
    ///               the bucket from within the call
    public KeyValueWatch watch(WatchOptions options, Runnable wake) {
        HostedStream hosted = hosted();
        return new KeyValueWatch(
                hosted.stream(), entries(hosted), BucketStream.subjectPrefix(hosted.config()), options, wake);
    }

    /// Removes what is left of deleted keys: their history, and their markers if these are old enough.
    ///
    /// @param markers · the latest entries of deleted keys; one that is not the latest any more is left alone
    /// @param before  · a marker that is not older stays
    public void clear(List<KeyValueEntry> markers, Instant before) {
        HostedStream hosted = hosted();
        if (hosted.config().access().sealed() || hosted.config().access().denyPurge()) {
            throw new KeyValueException.Refused(JetStreamError.STREAM_PURGE_FAILED.with("stream purge not permitted"));
        }
        for (KeyValueEntry marker : markers) {
            String subject = subject(hosted, marker.key());
            if (readLast(hosted, subject) && window.sequence() == marker.revision()) {
                boolean stays = !marker.created().isBefore(before);
                hosted.stream().purge(SubjectFilter.of(subject), 0, stays ? 1 : 0);
            }
        }
        hosted.activate();
    }

    public KeyValueStatus status() {
        HostedStream hosted = hosted();
        StreamState state = hosted.stream().state();
        return new KeyValueStatus(
                BucketStream.configuration(hosted.config()),
                state.messages(),
                state.bytes(),
                state.lastSequence(),
                hosted.config().mirror() != null);
    }

    private EntryReader entries(HostedStream hosted) {
        return new EntryReader(bucket, BucketStream.subjectPrefix(hosted.config()));
    }

    private HostedStream hosted() {
        HostedStream hosted = streams.find(KeyValueNames.stream(bucket));
        if (hosted == null || !BucketStream.isBucket(hosted.config())) {
            throw new KeyValueException.NoSuchBucket(bucket);
        }
        return hosted;
    }
}
