package io.natterjack.filestore.block;

import io.natterjack.filestore.disk.DiskFile;
import io.natterjack.filestore.record.ByteWriter;
import io.natterjack.filestore.record.Bytes;
import io.natterjack.filestore.vault.Vault;
import java.io.IOException;
import java.util.zip.Deflater;

/// Writes blocks one behind the other, and a table of them at the end.
///
/// Confined to one thread. To be closed, for there is memory behind it that nobody else gives back.
public final class BlockWriter implements AutoCloseable {
    /// About so many bytes of records are in a block: to read one message, as many have to be looked at.
    public static final int BLOCK_BYTES = 1 << 15;

    private final DiskFile file;
    private final long seal;
    private final Vault vault;
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private final ByteWriter table = new ByteWriter(1 << 10);
    private int at;

    /// @param seal  · of the segment
    /// @param begin · where the first block is to be in the file
    public BlockWriter(DiskFile file, long seal, Vault vault, int begin) {
        this.file = file;
        this.seal = seal;
        this.vault = vault;
        this.at = begin;
    }

    /// Writes a block.
    ///
    /// @param place · of the first record in it
    public void write(byte[] records, int length, int place) throws IOException {
        byte[] smaller = new byte[length];
        int shrunk = deflate(records, length, smaller);
        int flags = shrunk < length ? Block.DEFLATED : 0;
        byte[] plain = shrunk < length ? smaller : records;
        byte[] stored = vault.wrap(plain, shrunk);
        flags |= vault.locks() ? Block.LOCKED : 0;
        byte[] block = new byte[Block.aligned(Block.HEAD_BYTES + stored.length)];
        Block.head(block, stored.length, length, place, flags);
        System.arraycopy(stored, 0, block, Block.HEAD_BYTES, stored.length);
        Block.seal(block, seal, at);
        file.write(block, 0, block.length, at);
        table.putInt(place).putInt(at);
        at += block.length;
    }

    /// @return how long it has become; as long as it was if it is not worth it
    private int deflate(byte[] records, int length, byte[] into) {
        deflater.reset();
        deflater.setInput(records, 0, length);
        deflater.finish();
        int worth = length - length / 8;
        int shrunk = deflater.deflate(into, 0, worth);
        return deflater.finished() ? shrunk : length;
    }

    /// Writes the table.
    ///
    /// @param end · where the records end
    public void finish(int end) throws IOException {
        table.putInt(end).putInt(at);
        table.putInt(table.length() / Block.PAIR_BYTES);
        int checked = table.length();
        table.putInt(Block.tableChecksum(table.array(), checked, seal)).putLong(0);
        Bytes.putLong(table.array(), checked + Integer.BYTES, Block.TABLE_MARK);
        file.write(table.array(), 0, table.length(), at);
    }

    @Override
    public void close() {
        deflater.end();
    }
}
