package io.natterjack.filestore.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// A file of this machine. The thread that calls must not be interrupted: that would close the channel.
final class RealFile implements DiskFile {
    private final FileChannel channel;

    RealFile(FileChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read(byte[] into, int from, int length, long position) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into, from, length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position() - from) < 0) {
                break;
            }
        }
        return buffer.position() - from;
    }

    @Override
    public void write(byte[] bytes, int from, int length, long position) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, from, length);
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer, position + buffer.position() - from);
            }
        } catch (IOException failure) {
            throw NoRoomException.recognise(failure);
        }
    }

    @Override
    public void sync() throws IOException {
        // fdatasync: the length is safe with it, times are of no interest.
        channel.force(false);
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public void truncate(long size) throws IOException {
        channel.truncate(size);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
