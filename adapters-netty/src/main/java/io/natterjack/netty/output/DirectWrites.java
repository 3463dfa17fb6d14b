package io.natterjack.netty.output;

import io.natterjack.netty.loop.Loop;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.IovArray;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Writes to the socket of a channel from any thread, past the channel.
///
/// A message for a client of another event loop would otherwise wait until that loop wakes up: two changes of thread
/// for a request and two for its reply. The kernel does not care who writes.
///
/// # The gate
///
/// Netty closes the file descriptor on the event loop, and its number may at once belong to somebody else's
/// connection. So nobody may be writing then. The gate is shut, which waits for a write to end, before anything that
/// can lead to the close: the broker's own wish, the client's last byte, and an error of the channel are all told to
/// this adapter before Netty acts on them. Once shut, it stays shut, and only the event loop writes.
final class DirectWrites {
    /// The answer of [#write] when the gate is shut.
    static final int SHUT = -1;

    private final Socket socket;
    private boolean open = true;

    /// For threads without a loop of their own: those of streams, which bring batches of messages.
    private @Nullable IovArray vector;

    private DirectWrites(Socket socket) {
        this.socket = socket;
    }

    /// @return null for channels that only their event loop can write to
    static @Nullable DirectWrites of(Channel channel) {
        return channel instanceof EpollSocketChannel epoll && epoll.fd() instanceof Socket socket
                ? new DirectWrites(socket)
                : null;
    }

    /// Writes as much of some chunks as the kernel takes now. Their reader indices stay where they are.
    ///
    /// @param loop · of this thread; null for a thread of another kind
    /// @return how many bytes, or [#SHUT]
    synchronized long write(ByteBuf[] chunks, int count, @Nullable Loop loop) throws IOException {
        if (!open) {
            return SHUT;
        }
        if (count == 1) {
            return writeOne(chunks[0]);
        }
        IovArray addresses = loop == null ? vector() : loop.vector();
        addresses.clear();
        for (int i = 0; i < count; i++) {
            addresses.add(chunks[i], chunks[i].readerIndex(), chunks[i].readableBytes());
        }
        return socket.writevAddresses(addresses.memoryAddress(0), addresses.count());
    }

    private IovArray vector() {
        if (vector == null) {
            vector = new IovArray(Loop.CHUNKS_MAX);
        }
        return vector;
    }

    private int writeOne(ByteBuf chunk) throws IOException {
        int from = chunk.readerIndex();
        int to = chunk.writerIndex();
        if (chunk.hasMemoryAddress()) {
            return socket.sendAddress(chunk.memoryAddress(), from, to);
        }
        return socket.send(chunk.internalNioBuffer(from, to - from), from, to);
    }

    synchronized void shut() {
        open = false;
        if (vector != null) {
            vector.release();
            vector = null;
        }
    }
}
