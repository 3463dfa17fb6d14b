package io.natterjack.domain.kv;

import io.natterjack.domain.kv.WatchOptions.Start;
import io.natterjack.domain.stream.Stream;
import io.natterjack.domain.stream.StreamListener;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A place in a bucket that moves on as far as somebody wants to hear, so that nothing waits in memory for
/// those who listen slowly: they miss values that have been replaced meanwhile, and never the latest.
///
/// The past ends where the bucket was when the watch began. Of what lies before, the latest of each key is what
/// has no successor yet: one that has been replaced since then comes later, as a change.
///
/// Confined to the shard.
public final class KeyValueWatch implements StreamListener {
    /// Messages to look at for one portion.
    private static final int LOOKED_AT_MAX = 512;
    /// Values in one portion, give or take one.
    private static final int BYTES_MAX = 1 << 20;

    private final Stream stream;
    private final EntryReader entries;
    private final WatchOptions options;
    private final SubjectFilter filter;
    private final Runnable wake;
    private final StoredMessage window = new StoredMessage();
    private final long pastEnd;
    private boolean inPast;
    private long at;
    private boolean idle;
    private boolean ended;

    KeyValueWatch(Stream stream, EntryReader entries, String subjectPrefix, WatchOptions options, Runnable wake) {
        this.stream = stream;
        this.entries = entries;
        this.options = options;
        this.wake = wake;
        List<String> keys = options.keys().isEmpty() ? List.of(">") : options.keys();
        this.filter =
                new SubjectFilter(keys.stream().map(key -> subjectPrefix + key).toList());
        this.pastEnd = stream.state().lastSequence();
        this.inPast = options.start() != Start.UPDATES;
        this.at = switch (options.start()) {
            case LATEST, HISTORY -> 1;
            case REVISION -> Math.max(1, options.fromRevision());
            case UPDATES -> pastEnd + 1;
        };
        stream.attach(this);
    }

    /// What comes next.
    ///
    /// @param entries  · in the order of their revisions; may be none
    /// @param caughtUp · behind them, everything that was there at the beginning has been shown. Said once
    /// @param more     · ask again at once; else the watch wakes its owner when there is something
    /// @param ended    · there will be nothing any more, because the bucket is gone
    public record Portion(List<KeyValueEntry> entries, boolean caughtUp, boolean more, boolean ended) {
        /// Whether there is nothing to tell.
        public boolean isEmpty() {
            return entries.isEmpty() && !caughtUp && !ended;
        }
    }

    /// Moves on.
    public Portion next() {
        List<KeyValueEntry> found = new ArrayList<>();
        if (ended) {
            return new Portion(found, false, false, true);
        }
        long bytes = 0;
        for (int looked = 0; looked < LOOKED_AT_MAX && bytes < BYTES_MAX; looked++) {
            boolean there = stream.reader().next(filter, at, window);
            if (inPast && (!there || window.sequence() > pastEnd)) {
                inPast = false;
                return new Portion(found, true, true, false);
            }
            if (!there) {
                idle = true;
                return new Portion(found, false, false, false);
            }
            at = window.sequence() + 1;
            bytes += window.payloadLength();
            add(found);
        }
        return new Portion(found, false, true, false);
    }

    private void add(List<KeyValueEntry> found) {
        KeyValueEntry entry = entries.read(window, !options.metaOnly());
        boolean wanted = entry.present() || !options.ignoreDeletes();
        if (wanted && (!inPast || options.start() != Start.LATEST || latest())) {
            found.add(entry);
        }
    }

    private boolean latest() {
        long sequence = window.sequence();
        byte[] subject = Arrays.copyOfRange(window.subject(), window.subjectFrom(), window.subjectTo());
        return stream.subjects().last(subject, 0, subject.length) == sequence;
    }

    /// Shows nothing any more, and does not wake anybody.
    public void close() {
        if (!ended) {
            ended = true;
            idle = false;
            stream.detach(this);
        }
    }

    @Override
    public void stored(StoredMessage message) {
        if (idle && filter.matches(message.subject(), message.subjectFrom(), message.subjectTo())) {
            wakeOnce();
        }
    }

    @Override
    public void removed(long sequence, byte[] subject, int subjectFrom, int subjectTo) {
        // What is gone before it was shown is not shown: a watch follows values, not their end by limits.
    }

    @Override
    public void removedThrough(long sequence) {
        // As for a single one.
    }

    @Override
    public void frozen(String why) {
        // Nothing comes any more, and what is there can be read.
    }

    @Override
    public void closed() {
        ended = true;
        stream.detach(this);
        if (idle) {
            wakeOnce();
        }
    }

    private void wakeOnce() {
        idle = false;
        wake.run();
    }
}
