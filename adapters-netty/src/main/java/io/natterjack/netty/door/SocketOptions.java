package io.natterjack.netty.door;

import io.natterjack.netty.loop.Loop;
import io.natterjack.netty.loop.ReceiveBuffer;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import org.jspecify.annotations.Nullable;

/// How sockets of clients are set, which is as Go's network library sets them.
final class SocketOptions {
    /// Writable means that nothing is left to write.
    private static final WriteBufferWaterMark EMPTY_OR_NOT = new WriteBufferWaterMark(1, 1);

    private static final int KEEPALIVE_SECONDS = 15;
    private static final int KEEPALIVE_PROBES = 9;
    private static final int READ_BYTES_MIN = 512;
    private static final int READ_BYTES_FIRST = 2 * 1024;

    private SocketOptions() {}

    /// @param receiveBuffer · null if handlers keep what they read, so that each read needs a buffer of its own
    static void set(Channel channel, @Nullable ReceiveBuffer receiveBuffer) {
        ChannelConfig config = channel.config();
        config.setRecvByteBufAllocator(
                receiveBuffer != null
                        ? receiveBuffer
                        : new AdaptiveRecvByteBufAllocator(READ_BYTES_MIN, READ_BYTES_FIRST, Loop.READ_BYTES_MAX));
        config.setWriteBufferWaterMark(EMPTY_OR_NOT);
        config.setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        config.setOption(ChannelOption.TCP_NODELAY, true);
        config.setOption(ChannelOption.SO_KEEPALIVE, true);
        if (channel instanceof EpollSocketChannel) {
            config.setOption(EpollChannelOption.TCP_KEEPIDLE, KEEPALIVE_SECONDS);
            config.setOption(EpollChannelOption.TCP_KEEPINTVL, KEEPALIVE_SECONDS);
            config.setOption(EpollChannelOption.TCP_KEEPCNT, KEEPALIVE_PROBES);
        }
    }
}
