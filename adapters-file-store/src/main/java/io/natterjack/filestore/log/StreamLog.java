package io.natterjack.filestore.log;

import io.natterjack.filestore.record.Records;
import io.natterjack.filestore.segment.SegmentFile;
import io.natterjack.filestore.segment.SegmentHead;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StorageListener;
import io.natterjack.ports.storage.stream.StoredMessage;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The log of one stream: records go in at one end, and tickets come out when they are safe.
///
/// The owner writes records into pages and publishes them with [#commit]. What happens then depends on the level: the
/// page-cache level writes them into the file at once and is done; the disk level leaves them to the [CommitQueue].
///
/// A failed write or sync freezes the log for good: what has reached the disk is unknown from then on.
///
/// **Threading.** Appending, reading and committing are the owner's; the rest says so.
public final class StreamLog {
    /// So much may wait for the disk; then the owner writes it itself.
    private static final int WAITING_BYTES_MAX = 1 << 25;

    private final StorageListener listener;
    private final CommitQueue queue;
    private final Consumer<String> problems;
    private final Pages pages;
    private final Flusher flusher;
    private final CRC32C crc = new CRC32C();
    private final AtomicBoolean queued = new AtomicBoolean();
    private final Object telling = new Object();
    private SegmentFile file;
    private int place;
    private long committed;
    private boolean closed;
    private byte[] found = new byte[0];
    private int foundAt;
    private volatile boolean disk;
    private volatile long published;
    private volatile long requested;
    private volatile long told;
    private volatile @Nullable String failure;

    /// @param arrays · for its pages
    /// @param file   · to append to
    /// @param place  · where its records end; everything before that is safe
    /// @param disk   · whether tickets wait for the disk
    public StreamLog(
            PageArrays arrays,
            SegmentFile file,
            int place,
            boolean disk,
            CommitQueue queue,
            StorageListener listener,
            Consumer<String> problems) {
        this.file = file;
        this.place = place;
        this.disk = disk;
        this.queue = queue;
        this.listener = listener;
        this.problems = problems;
        pages = new Pages(arrays, file, place);
        flusher = new Flusher(pages.newest());
        committed = position();
        published = committed;
    }

    // ---- the owner ----

    /// Where the log ends.
    public long position() {
        return Position.of(file.number(), place);
    }

    public SegmentFile file() {
        return file;
    }

    /// Where the next record will begin in the file.
    public int place() {
        return place;
    }

    /// Appends a message. There is room for it in the segment.
    public void append(StoredMessage message, int flags) {
        int nameLength = message.subjectLength();
        int length = Records.HEAD_BYTES + nameLength + message.payloadLength();
        Page page = pages.room(Records.aligned(length + file.vault().extraBytes()), flusher.written());
        byte[] bytes = page.bytes();
        int at = page.used();
        Records.head(bytes, at, Records.MESSAGE, flags, nameLength, message.headerLength());
        Records.numbers(bytes, at, message.sequence(), message.timeNanos());
        int body = at + Records.HEAD_BYTES;
        System.arraycopy(message.subject(), message.subjectFrom(), bytes, body, nameLength);
        System.arraycopy(message.payload(), message.payloadFrom(), bytes, body + nameLength, message.payloadLength());
        finish(page, at, length);
    }

    /// Appends a record of another kind. There is room for it in the segment.
    public void append(
            int kind, int flags, long sequence, long timeNanos, byte[] name, byte[] payload, int from, int n) {
        int length = Records.HEAD_BYTES + name.length + n;
        Page page = pages.room(Records.aligned(length + file.vault().extraBytes()), flusher.written());
        byte[] bytes = page.bytes();
        int at = page.used();
        Records.head(bytes, at, kind, flags, name.length, 0);
        Records.numbers(bytes, at, sequence, timeNanos);
        System.arraycopy(name, 0, bytes, at + Records.HEAD_BYTES, name.length);
        System.arraycopy(payload, from, bytes, at + Records.HEAD_BYTES + name.length, n);
        finish(page, at, length);
    }

    private void finish(Page page, int at, int plainLength) {
        byte[] bytes = page.bytes();
        int length = file.vault().lock(bytes, at, plainLength);
        Records.seal(bytes, at, length, crc, file.seal(), place);
        int aligned = Records.aligned(length);
        for (int i = at + length; i < at + aligned; i++) {
            bytes[i] = 0;
        }
        page.use(aligned);
        place += aligned;
        if (pages.heldBytes() > WAITING_BYTES_MAX && page.used() == aligned) {
            writeWhatWaits();
        }
    }

    /// Writing early what nobody has committed yet harms nobody: a crash may keep it.
    private void writeWhatWaits() {
        published = position();
        try {
            flusher.write(published);
        } catch (IOException broken) {
            throw frozen(broken);
        }
    }

    /// Goes on in the next segment.
    public void rotate(SegmentFile next, SegmentHead head) {
        begin(pages.open(next, 0, SegmentHead.BYTES, flusher.written()), head);
        file = next;
    }

    /// Begins a segment in which there is nothing yet.
    public void begin(SegmentHead head) {
        begin(pages.newest(), head);
    }

    private void begin(Page page, SegmentHead head) {
        Arrays.fill(page.bytes(), 0, SegmentHead.BYTES, (byte) 0);
        head.write(page.bytes(), 0);
        page.use(SegmentHead.BYTES);
        place = SegmentHead.BYTES;
    }

    /// Looks for a record in memory: in [#foundBytes] from [#foundAt] on.
    ///
    /// @return false if it is in its file only
    public boolean find(int segment, int wanted) {
        Page page = pages.find(segment, wanted);
        if (page == null) {
            return false;
        }
        found = page.bytes();
        foundAt = wanted - page.start();
        return true;
    }

    public byte[] foundBytes() {
        return found;
    }

    public int foundAt() {
        return foundAt;
    }

    /// Whether there is anything that nobody has asked a ticket for.
    public boolean uncommitted() {
        return position() != committed;
    }

    /// Asks for everything so far to become safe.
    public long commit() {
        refuseIfFrozen();
        long end = position();
        if (end == committed) {
            return nothingNew();
        }
        committed = end;
        published = end;
        long ticket = requested + 1;
        requested = ticket;
        if (disk) {
            queue.add(this);
        } else {
            try {
                flusher.write(end);
            } catch (IOException broken) {
                throw frozen(broken);
            }
            tell(ticket);
        }
        return ticket;
    }

    private long nothingNew() {
        if (requested == 0) {
            requested = 1;
            tell(1);
        }
        return requested;
    }

    /// The latest ticket that was told.
    public long durable() {
        return told;
    }

    /// @throws StorageException if the log is frozen
    public void refuseIfFrozen() {
        if (closed) {
            throw new IllegalStateException("the stream is closed");
        }
        String why = failure;
        if (why != null) {
            throw new StorageException("the stream is frozen: " + why);
        }
    }

    /// Changes the level, for what is committed from now on. What was committed before becomes safe first.
    public void level(boolean toDisk) throws IOException {
        if (disk != toDisk) {
            settleAll();
            disk = toDisk;
        }
    }

    /// Makes everything safe in the files themselves, and tells the last ticket. Waits for the disk.
    public void settleAll() throws IOException {
        refuseIfFrozen();
        committed = position();
        published = committed;
        long ticket = requested;
        try {
            flusher.settle(published);
        } catch (IOException broken) {
            freeze(broken);
            throw broken;
        }
        tell(ticket);
    }

    /// Takes nothing more.
    public void close() {
        closed = true;
    }

    /// Publishes what there is without asking for a ticket, so that others can make it safe.
    public long publish() {
        published = position();
        return published;
    }

    // ---- any thread ----

    /// Puts the mark that the log waits for its commits; false if it did already.
    public boolean enqueue() {
        return queued.compareAndSet(false, true);
    }

    /// Takes the mark away, before looking at what there is to do.
    public void dequeue() {
        queued.set(false);
    }

    /// The ticket that was asked for last. To be read before [#published].
    public long requested() {
        return requested;
    }

    public long published() {
        return published;
    }

    /// Up to where the log survives the loss of power.
    public long safe() {
        return flusher.safe();
    }

    /// Up to where it is in files.
    public long written() {
        return flusher.written();
    }

    public void write(long target) throws IOException {
        flusher.write(target);
    }

    /// Writes what lies before a position that is safe in a journal, when there is enough of it.
    public void writeBehind(long target) throws IOException {
        flusher.writeBehind(target);
    }

    public void sync(long target) throws IOException {
        flusher.sync(target);
    }

    public void settle(long target) throws IOException {
        flusher.settle(target);
    }

    /// Shows what has to get into a journal for a position to become safe.
    ///
    /// @return false if that is not possible, and the files have to be synced
    public boolean copy(long target, PieceVisitor pieces) {
        return flusher.copy(target, pieces);
    }

    public void journaled(long target) {
        flusher.journaled(target);
    }

    public boolean isFrozen() {
        return failure != null;
    }

    /// Tells the owner what has become safe, unless that was told already.
    public void tell(long ticket) {
        synchronized (telling) {
            if (ticket > told && failure == null) {
                told = ticket;
                listener.durable(ticket);
            }
        }
    }

    /// Takes nothing more from now on.
    public void freeze(IOException cause) {
        String why = "writing to " + file.folder() + " has failed: " + cause.getMessage();
        synchronized (telling) {
            if (failure != null) {
                return;
            }
            failure = why;
            listener.frozen(why);
        }
        problems.accept(why);
    }

    private StorageException frozen(IOException cause) {
        freeze(cause);
        return new StorageException("the stream is frozen: " + failure, cause);
    }
}
