package io.natterjack.filestore.disk;

import io.natterjack.filestore.system.Fallocate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// A file of this machine. The thread that calls must not be interrupted: that would close the channel.
final class RealFile implements DiskFile {
    private final Path path;
    private final FileChannel channel;

    RealFile(Path path, FileChannel channel) {
        this.path = path;
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
            throw NoRoomException.recognise(failure, path);
        }
    }

    @Override
    public void reserve(long size) throws IOException {
        switch (Fallocate.reserve(path, size)) {
            case DONE -> {}
            case NO_ROOM -> throw new NoRoomException("no room for " + size + " bytes in " + path);
            case IMPOSSIBLE -> Files.zero(this, channel.size(), size);
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
