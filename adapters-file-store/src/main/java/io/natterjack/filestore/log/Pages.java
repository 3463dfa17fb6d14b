package io.natterjack.filestore.log;

import io.natterjack.filestore.segment.SegmentFile;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The newest pages of a log: those that are not yet in a file, and some more, because what was just written is
/// what is read next. Confined to the stream's owner.
final class Pages {
    private static final int FIRST_BYTES = 1 << 12;
    private static final int KEPT_BYTES = 1 << 19;

    private final PageArrays arrays;
    private @Nullable Page[] ring = new Page[16];
    private int head;
    private int size;
    private long heldBytes;
    private int pageBytes = FIRST_BYTES;

    Pages(PageArrays arrays, SegmentFile file, int place) {
        this.arrays = arrays;
        push(new Page(new byte[FIRST_BYTES], file, place));
    }

    Page newest() {
        return at(size - 1);
    }

    /// What the pages take of the memory.
    long heldBytes() {
        return heldBytes;
    }

    /// A page with room for some bytes: the newest, or a new one.
    ///
    /// @param written · the log up to here is in files
    Page room(int length, long written) {
        Page newest = newest();
        if (newest.bytes().length - newest.used() >= length) {
            return newest;
        }
        return open(newest.file(), newest.start() + newest.used(), length, written);
    }

    /// A new page somewhere else.
    Page open(SegmentFile file, int place, int length, long written) {
        trim(written);
        Page page = new Page(bytes(length), file, place);
        newest().link(page);
        push(page);
        return page;
    }

    private byte[] bytes(int length) {
        if (pageBytes < PageArrays.UNIT_BYTES) {
            pageBytes = Math.min(PageArrays.UNIT_BYTES, Math.max(pageBytes * 2, Integer.highestOneBit(length) * 2));
        }
        return pageBytes < PageArrays.UNIT_BYTES ? new byte[pageBytes] : arrays.take(Math.max(length, pageBytes));
    }

    /// Lets go of pages that are written and not among the newest.
    private void trim(long written) {
        while (heldBytes > KEPT_BYTES && size > 1 && at(0).end() <= written) {
            byte[] bytes = at(0).bytes();
            ring[head] = null;
            head = (head + 1) & (ring.length - 1);
            size--;
            heldBytes -= bytes.length;
            arrays.give(bytes);
        }
    }

    /// The page that a place of a segment is in; null if that is in its file only.
    @Nullable
    Page find(int segment, int place) {
        long wanted = Position.of(segment, place);
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at(middle).begin() <= wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0) {
            return null;
        }
        Page page = at(low - 1);
        return wanted < page.end() ? page : null;
    }

    private Page at(int index) {
        return Objects.requireNonNull(ring[(head + index) & (ring.length - 1)]);
    }

    private void push(Page page) {
        if (size == ring.length) {
            @Nullable Page[] wider = new Page[size * 2];
            for (int i = 0; i < size; i++) {
                wider[i] = at(i);
            }
            ring = wider;
            head = 0;
        }
        ring[(head + size) & (ring.length - 1)] = page;
        size++;
        heldBytes += page.bytes().length;
    }
}
