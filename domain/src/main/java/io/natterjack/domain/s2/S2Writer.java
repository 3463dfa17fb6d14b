package io.natterjack.domain.s2;

/// Packs data into frames that every reader of S2 unpacks.
///
/// Frames hold at most 64 KiB, as Snappy's do, and are compressed if that makes them smaller. Confined to one thread.
public final class S2Writer {
    private static final int DATA_MAX = 1 << 16;

    private final BlockWriter blocks = new BlockWriter();
    private final ByteQueue block = new ByteQueue();

    /// Begins: comes before everything else.
    public void begin(ByteQueue out) {
        out.add(S2Frames.IDENTIFIER_FRAME, 0, S2Frames.IDENTIFIER_FRAME.length);
    }

    /// Takes everything from one and adds it to the other as frames.
    public void move(ByteQueue data, ByteQueue out) {
        while (data.length() > 0) {
            int length = Math.min(DATA_MAX, data.length());
            frame(data, length, out);
            data.drop(length);
        }
    }

    private void frame(ByteQueue data, int length, ByteQueue out) {
        int checksum = S2Frames.checksum(data.bytes(), data.from(), length);
        block.drop(block.length());
        blocks.write(data.bytes(), data.from(), length, block);
        boolean smaller = block.length() < length;
        int size = S2Frames.CHECKSUM + (smaller ? block.length() : length);
        out.add(smaller ? S2Frames.COMPRESSED : S2Frames.UNCOMPRESSED);
        out.add(size).add(size >>> 8).add(size >>> 16);
        out.add(checksum).add(checksum >>> 8).add(checksum >>> 16).add(checksum >>> 24);
        if (smaller) {
            out.add(block.bytes(), block.from(), block.length());
        } else {
            out.add(data.bytes(), data.from(), length);
        }
    }
}
