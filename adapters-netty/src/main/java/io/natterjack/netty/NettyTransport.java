package io.natterjack.netty;

import io.natterjack.netty.door.Door;
import io.natterjack.netty.door.Handshake;
import io.natterjack.netty.door.ListenerPlan;
import io.natterjack.netty.door.OpenConnections;
import io.natterjack.netty.loop.Loop;
import io.natterjack.netty.loop.LoopLane;
import io.natterjack.netty.quiet.NettyDefaults;
import io.natterjack.ports.observe.ServerLog;
import io.natterjack.ports.session.ClientGateway;
import io.natterjack.ports.session.CloseReason;
import io.natterjack.ports.session.HostPort;
import io.natterjack.ports.transport.ClientListener;
import io.natterjack.ports.transport.ClientTransport;
import io.natterjack.ports.transport.ListenException;
import io.natterjack.ports.transport.ListenerSettings;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Clients over TCP.
///
/// Each event loop serves many connections and is one lane of the broker. A connection stays on its event loop.
public final class NettyTransport implements ClientTransport {
    private static final long CLOSE_MILLIS_MAX = 2_000;

    private static final int CRYPTOGRAPHY_THREADS_MAX = 2;

    private final Sockets sockets;
    private final ServerLog log;
    private final MultiThreadIoEventLoopGroup group;
    private final List<Loop> loops = new ArrayList<>();
    private final Map<ClientGateway, List<LoopLane>> lanes = new HashMap<>();
    private final List<NettyListener> listeners = new ArrayList<>();
    private final OpenConnections connections = new OpenConnections();
    private final ThreadPoolExecutor cryptography = new ThreadPoolExecutor(
            CRYPTOGRAPHY_THREADS_MAX,
            CRYPTOGRAPHY_THREADS_MAX,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new DefaultThreadFactory("natterjack-tls", true));
    private final Handshake.Starter handshakes = new Handshake.Starter(cryptography);
    private boolean closed;

    /// @param eventLoops · how many threads serve clients; as many as there are processors is best
    public NettyTransport(Sockets sockets, int eventLoops, ServerLog log) {
        NettyDefaults.apply();
        cryptography.allowCoreThreadTimeOut(true);
        this.sockets = sockets;
        this.log = log;
        this.group = new MultiThreadIoEventLoopGroup(
                eventLoops, new DefaultThreadFactory("natterjack-io"), sockets.ioHandlers());
        group.forEach(executor -> loops.add(new Loop((SingleThreadEventLoop) executor)));
    }

    @Override
    public synchronized ClientListener listen(ListenerSettings settings, ClientGateway gateway) {
        if (closed) {
            throw new ListenException("the transport is closed");
        }
        ListenerPlan plan = ListenerPlan.of(settings);
        ServerChannel channel = sockets.newServerChannel();
        Door door = new Door(plan, lanesOf(gateway), connections, handshakes, log);
        channel.config().setOption(ChannelOption.SO_REUSEADDR, true);
        channel.pipeline().addLast(door);
        bind(channel, settings.address());
        NettyListener listener =
                new NettyListener(channel, door, settings.address().host());
        listeners.add(listener);
        return listener;
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        listeners.forEach(NettyListener::close);
        connections.closeAll(CloseReason.SERVER_SHUTDOWN);
        group.shutdownGracefully(0, CLOSE_MILLIS_MAX, TimeUnit.MILLISECONDS).awaitUninterruptibly();
        cryptography.shutdown();
        loops.forEach(Loop::release);
    }

    private List<LoopLane> lanesOf(ClientGateway gateway) {
        return lanes.computeIfAbsent(
                gateway,
                opened -> loops.stream()
                        .map(loop -> new LoopLane(loop, opened, log))
                        .toList());
    }

    private void bind(ServerChannel channel, HostPort address) {
        InetSocketAddress wanted = new InetSocketAddress(address.host(), Math.max(0, address.port()));
        if (wanted.isUnresolved()) {
            throw new ListenException("listen tcp: lookup " + address.host() + ": no such host");
        }
        ChannelFuture bound = loops.getFirst().executor().register(channel).awaitUninterruptibly();
        if (bound.isSuccess()) {
            bound = channel.bind(wanted).awaitUninterruptibly();
        }
        Throwable cause = bound.cause();
        if (cause != null) {
            var _ = channel.close();
            throw new ListenException("listen tcp " + address + ": " + reason(cause), cause);
        }
    }

    private static String reason(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return message.contains("Address already in use") ? "bind: address already in use" : "bind: " + message;
    }
}
