package io.natterjack.netty;

import io.natterjack.ports.observe.ServerLog;
import io.natterjack.ports.session.Arrival;
import io.natterjack.ports.session.HostPort;
import io.natterjack.ports.transport.ListenerSettings;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// The handler of a listening channel: sends each new connection to an event loop, in turn.
final class Door extends ChannelInboundHandlerAdapter {
    /// Writable means that nothing is left to write.
    private static final WriteBufferWaterMark EMPTY_OR_NOT = new WriteBufferWaterMark(1, 1);

    private static final int KEEPALIVE_SECONDS = 15;
    private static final int KEEPALIVE_PROBES = 9;
    private static final long PAUSE_AFTER_FAILURE_MILLIS = 1_000;

    private final List<LoopLane> lanes;
    private final Set<NettyConnection> connections;
    private final ServerLog log;
    private volatile ListenerSettings settings;
    private HostPort address;
    private int nextLane;

    Door(ListenerSettings settings, List<LoopLane> lanes, Set<NettyConnection> connections, ServerLog log) {
        this.settings = settings;
        this.address = settings.address();
        this.lanes = lanes;
        this.connections = connections;
        this.log = log;
    }

    void use(ListenerSettings changed) {
        settings = changed;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        InetSocketAddress local = (InetSocketAddress) context.channel().localAddress();
        address = new HostPort(settings.address().host(), local.getPort());
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Channel channel = (Channel) message;
        LoopLane lane = lanes.get(nextLane++ % lanes.size());
        configure(channel, lane.loop());
        ClientChannelHandler client = new ClientChannelHandler(channel, lane, settings.output());
        channel.pipeline().addLast(new Entrance(client));
        channel.pipeline().addLast(client);
        var _ = lane.loop().executor().register(channel).addListener(registered -> {
            if (!registered.isSuccess()) {
                channel.unsafe().closeForcibly();
            }
        });
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // Most often there are no file descriptors left. Trying again at once would only burn the processor.
        log.error("Temporary Client Accept Error (" + cause.getMessage() + "), sleeping " + PAUSE_AFTER_FAILURE_MILLIS
                + "ms");
        context.channel().config().setAutoRead(false);
        var _ = context.executor()
                .schedule(
                        () -> context.channel().config().setAutoRead(true),
                        PAUSE_AFTER_FAILURE_MILLIS,
                        TimeUnit.MILLISECONDS);
    }

    private static void configure(Channel channel, Loop loop) {
        channel.config().setOption(ChannelOption.RECVBUF_ALLOCATOR, loop.receiveBuffer());
        channel.config().setWriteBufferWaterMark(EMPTY_OR_NOT);
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        channel.config().setOption(ChannelOption.TCP_NODELAY, true);
        channel.config().setOption(ChannelOption.SO_KEEPALIVE, true);
        if (channel instanceof EpollSocketChannel) {
            channel.config().setOption(EpollChannelOption.TCP_KEEPIDLE, KEEPALIVE_SECONDS);
            channel.config().setOption(EpollChannelOption.TCP_KEEPINTVL, KEEPALIVE_SECONDS);
            channel.config().setOption(EpollChannelOption.TCP_KEEPCNT, KEEPALIVE_PROBES);
        }
    }

    /// Waits for the channel to become active, lets the client in, and leaves.
    private final class Entrance extends ChannelInboundHandlerAdapter {
        private final ClientChannelHandler client;

        Entrance(ClientChannelHandler client) {
            this.client = client;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            Channel channel = context.channel();
            if (!(channel.remoteAddress() instanceof InetSocketAddress remote)) {
                var _ = channel.close();
                return;
            }
            context.pipeline().remove(this);
            connections.add(client.connection());
            var _ = channel.closeFuture().addListener(_ -> connections.remove(client.connection()));
            String host = remote.getAddress().getHostAddress();
            client.arrive(new Arrival(Arrival.Kind.TCP, address, host, remote.getPort(), null, null));
        }
    }
}
