package io.natterjack.filestore.log;

import io.natterjack.filestore.segment.SegmentFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// Brings pages into their files, in order, and makes the files safe.
///
/// Two marks move along the log. Up to *written*, bytes are in their files, as far as the operating system is
/// concerned; up to *safe*, they survive the loss of power, because a file was synced or because they are in a synced
/// journal: so either may be ahead. Each only grows. Writes are done under a lock, whoever does them: the owner, the
/// committer or the keeper. Syncs are done without it, so that nobody who writes waits for the disk.
///
/// **Threading.** Any thread.
final class Flusher {
    /// So much may be in the journal and not yet in its file: a write for each message would cost more than that.
    private static final int BEHIND_BYTES = 16 << 10;

    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock syncing = new ReentrantLock();
    private final Set<SegmentFile> dirty = new LinkedHashSet<>();
    private Page page;
    private int flushed;
    private volatile long written;
    private volatile long safe;

    Flusher(Page first) {
        page = first;
        written = first.end();
        safe = written;
        flushed = first.used();
    }

    long written() {
        return written;
    }

    long safe() {
        return safe;
    }

    /// Writes what lies before a position.
    ///
    /// @param target · published, so that all pages before it are complete
    void write(long target) throws IOException {
        if (written >= target) {
            return;
        }
        lock.lock();
        try {
            while (written < target) {
                writePage(target);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Writes what lies before a position that is safe in a journal, unless there is little of it.
    void writeBehind(long target) throws IOException {
        if (target - written >= BEHIND_BYTES) {
            write(target);
        }
    }

    private void writePage(long target) throws IOException {
        int end = page.usedBefore(target);
        if (end > flushed) {
            dirty.add(page.file());
            page.file().handle().write(page.bytes(), flushed, end - flushed, page.start() + flushed);
            flushed = end;
        }
        written = Math.max(written, Position.of(page.file().number(), page.start() + flushed));
        if (written < target) {
            page = Objects.requireNonNull(page.next(), "published beyond the last page");
            flushed = 0;
            written = Math.max(written, page.begin());
        }
    }

    /// Makes safe what lies before a position.
    void sync(long target) throws IOException {
        if (safe < target) {
            settle(target);
        }
    }

    /// Makes safe what lies before a position in the files themselves, so that no journal is needed for it.
    void settle(long target) throws IOException {
        write(target);
        syncing.lock();
        try {
            syncDirty();
        } finally {
            syncing.unlock();
        }
    }

    private void syncDirty() throws IOException {
        List<SegmentFile> files;
        long reached;
        lock.lock();
        try {
            files = new ArrayList<>(dirty);
            dirty.clear();
            reached = written;
        } finally {
            lock.unlock();
        }
        boolean done = false;
        try {
            for (SegmentFile file : files) {
                file.sync();
            }
            done = true;
        } finally {
            finish(files, done, reached);
        }
    }

    private void finish(List<SegmentFile> files, boolean done, long reached) {
        lock.lock();
        try {
            if (done) {
                safe = Math.max(safe, reached);
            } else {
                dirty.addAll(files);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Shows what has to get into a journal for a position to become safe.
    ///
    /// @return false if that is not possible: something is in its file only, or the file itself may be lost
    boolean copy(long target, PieceVisitor pieces) {
        lock.lock();
        try {
            if (written > safe || !settled(target)) {
                return false;
            }
            for (Page at = page; ; at = Objects.requireNonNull(at.next(), "published beyond the last page")) {
                int from = Math.max(at == page ? flushed : 0, at.begin() < safe ? at.usedBefore(safe) : 0);
                int end = at.usedBefore(target);
                if (end > from) {
                    pieces.visit(at.file(), at.start() + from, at.bytes(), from, end - from);
                }
                if (Position.of(at.file().number(), at.start() + end) >= target) {
                    return true;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean settled(long target) {
        for (Page at = page; at != null && at.begin() < target; at = at.next()) {
            if (!at.file().settled()) {
                return false;
            }
        }
        return true;
    }

    /// The journal has it now.
    void journaled(long target) {
        lock.lock();
        try {
            safe = Math.max(safe, target);
        } finally {
            lock.unlock();
        }
    }
}
