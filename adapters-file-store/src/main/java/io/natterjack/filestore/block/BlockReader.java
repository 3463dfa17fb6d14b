package io.natterjack.filestore.block;

import io.natterjack.filestore.disk.DamagedException;
import io.natterjack.filestore.disk.DiskFile;
import io.natterjack.filestore.record.Bytes;
import io.natterjack.filestore.vault.Vault;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Reads a segment in blocks as if it were not in blocks. What cannot be read is zeros, so that the checksums of
/// the records that were there say so.
///
/// **Threading.** Any thread.
public final class BlockReader {
    private static final int STEP_BYTES = 8;

    private final long seal;
    private final Vault vault;
    private final int begin;
    private int[] places = {};
    private int[] positions = {};
    private SoftReference<byte[]> latest = new SoftReference<>(null);
    private int latestBlock = -1;

    /// @param seal  · of the segment
    /// @param begin · where the blocks begin, in the file and for those who read; before that the file is as it is
    public BlockReader(long seal, Vault vault, int begin) {
        this.seal = seal;
        this.vault = vault;
        this.begin = begin;
    }

    /// Reads as many bytes as there are, up to a length.
    ///
    /// @return how many
    public synchronized int read(DiskFile file, byte[] into, int from, int length, int place) throws IOException {
        if (places.length == 0) {
            learn(file);
        }
        int to = Math.min(place + length, places[places.length - 1]);
        int at = place;
        if (at < Math.min(to, begin)) {
            at += file.read(into, from, Math.min(to, begin) - at, at);
        }
        while (at < to) {
            int index = Arrays.binarySearch(places, at);
            int block = index >= 0 ? index : -index - 2;
            int end = Math.min(to, places[block + 1]);
            byte[] records = records(file, block);
            int skip = at - places[block];
            int there = Math.clamp(records.length - skip, 0, end - at);
            System.arraycopy(records, Math.min(skip, records.length), into, from + at - place, there);
            Arrays.fill(into, from + at - place + there, from + end - place, (byte) 0);
            at = end;
        }
        return Math.max(0, to - place);
    }

    /// The records of a block; nothing if it is damaged.
    private byte[] records(DiskFile file, int block) throws IOException {
        byte[] known = block == latestBlock ? latest.get() : null;
        if (known != null) {
            return known;
        }
        byte[] bytes = new byte[positions[block + 1] - positions[block]];
        int read = file.read(bytes, 0, bytes.length, positions[block]);
        boolean whole = Block.valid(bytes, read, seal, positions[block]) && Block.place(bytes) == places[block];
        byte[] records = whole ? unpack(bytes) : new byte[0];
        latest = new SoftReference<>(records);
        latestBlock = block;
        return records;
    }

    private byte[] unpack(byte[] block) {
        try {
            ByteBuffer stored = ByteBuffer.wrap(block, Block.HEAD_BYTES, Block.storedLength(block));
            ByteBuffer plain = (Block.flags(block) & Block.LOCKED) != 0 ? vault.unwrap(stored) : stored;
            byte[] records = new byte[Block.plainLength(block)];
            if ((Block.flags(block) & Block.DEFLATED) != 0) {
                inflate(plain, records);
            } else {
                plain.get(records);
            }
            return records;
        } catch (DamagedException | DataFormatException _) {
            return new byte[0];
        }
    }

    private static void inflate(ByteBuffer plain, byte[] into) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(plain);
            int length = inflater.inflate(into);
            if (length < into.length) {
                throw new DataFormatException("only " + length + " bytes of " + into.length);
            }
        } finally {
            inflater.end();
        }
    }

    private void learn(DiskFile file) throws IOException {
        int size = Math.toIntExact(file.size());
        byte @Nullable [] table = table(file, size);
        if (table == null) {
            search(file, size);
            return;
        }
        int count = table.length / Block.PAIR_BYTES;
        int[] learnt = new int[count];
        positions = new int[count];
        for (int i = 0; i < count; i++) {
            learnt[i] = Bytes.getInt(table, i * Block.PAIR_BYTES);
            positions[i] = Bytes.getInt(table, i * Block.PAIR_BYTES + Integer.BYTES);
        }
        places = learnt;
    }

    /// The pairs of the table; null if it is damaged.
    private byte @Nullable [] table(DiskFile file, int size) throws IOException {
        byte[] trailer = new byte[Block.TRAILER_BYTES];
        if (size < begin + trailer.length
                || file.read(trailer, 0, trailer.length, size - trailer.length) < trailer.length
                || Bytes.getLong(trailer, 8) != Block.TABLE_MARK) {
            return null;
        }
        int count = Bytes.getInt(trailer, 0);
        if (count < 1 || count > (size - begin - trailer.length) / Block.PAIR_BYTES) {
            return null;
        }
        int length = count * Block.PAIR_BYTES;
        byte[] table = new byte[length + Integer.BYTES];
        int at = size - trailer.length - length;
        boolean whole = file.read(table, 0, table.length, at) == table.length
                && Bytes.getInt(trailer, 4) == Block.tableChecksum(table, table.length, seal);
        return whole ? Arrays.copyOf(table, length) : null;
    }

    /// Looks for blocks without the table.
    private void search(DiskFile file, int size) throws IOException {
        byte[] bytes = new byte[size];
        int read = file.read(bytes, 0, size, 0);
        int[] found = new int[size / Block.HEAD_BYTES + 2];
        int[] where = new int[found.length];
        int count = 0;
        int end = begin;
        int at = begin;
        while (at + Block.HEAD_BYTES <= read) {
            byte[] block = block(bytes, at, read);
            if (block == null) {
                at += STEP_BYTES;
                continue;
            }
            if (count == 0 && Block.place(block) > begin) {
                found[count] = begin;
                where[count++] = begin;
            }
            found[count] = Block.place(block);
            where[count++] = at;
            end = Block.place(block) + Block.plainLength(block);
            at += Block.aligned(block.length);
        }
        if (count == 0) {
            found[count] = begin;
            where[count++] = begin;
        }
        found[count] = end;
        where[count++] = at;
        positions = Arrays.copyOf(where, count);
        places = Arrays.copyOf(found, count);
    }

    private byte @Nullable [] block(byte[] bytes, int at, int end) {
        byte[] head = Arrays.copyOfRange(bytes, at, at + Block.HEAD_BYTES);
        if (!Block.headed(head, head.length) || Block.storedLength(head) > end - at - Block.HEAD_BYTES) {
            return null;
        }
        byte[] block = Arrays.copyOfRange(bytes, at, at + Block.HEAD_BYTES + Block.storedLength(head));
        return Block.valid(block, block.length, seal, at) ? block : null;
    }
}
