package io.natterjack.netty.door;

import io.natterjack.netty.loop.Loop;
import io.natterjack.netty.loop.LoopLane;
import io.natterjack.netty.websocket.WebSocketUpgrade;
import io.natterjack.ports.observe.ServerLog;
import io.natterjack.ports.session.HostPort;
import io.natterjack.ports.session.TlsIdentity;
import io.natterjack.ports.transport.WebSocketSettings;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The handler of a listening channel: sends each new connection to an event loop, in turn, and prepares its pipeline
/// for what the listener expects of clients.
public final class Door extends ChannelInboundHandlerAdapter {
    private static final String CLIENT = "client";
    private static final long PAUSE_AFTER_FAILURE_MILLIS = 1_000;

    private final List<LoopLane> lanes;
    private final OpenConnections connections;
    private final Handshake.Starter handshakes;
    private final ServerLog log;
    private volatile ListenerPlan plan;
    private HostPort address;
    private int nextLane;

    public Door(
            ListenerPlan plan,
            List<LoopLane> lanes,
            OpenConnections connections,
            Handshake.Starter handshakes,
            ServerLog log) {
        this.plan = plan;
        this.address = plan.address();
        this.lanes = lanes;
        this.connections = connections;
        this.handshakes = handshakes;
        this.log = log;
    }

    public void use(ListenerPlan changed) {
        plan = changed;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        InetSocketAddress local = (InetSocketAddress) context.channel().localAddress();
        address = new HostPort(plan.address().host(), local.getPort());
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Channel channel = (Channel) message;
        LoopLane lane = lanes.get(nextLane++ % lanes.size());
        ListenerPlan current = plan;
        SocketOptions.set(channel, current.isPlain() ? lane.loop().receiveBuffer() : null);
        ClientChannelHandler client =
                new ClientChannelHandler(channel, lane, current.settings().output());
        channel.pipeline().addLast(new Threshold(client, current, lane.loop()));
        channel.pipeline().addLast(CLIENT, client);
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

    /// Waits on the event loop for the channel to become active, decides who meets the client first, and leaves.
    private final class Threshold extends ChannelInboundHandlerAdapter {
        private final ClientChannelHandler client;
        private final ListenerPlan plan;
        private final Loop loop;

        Threshold(ClientChannelHandler client, ListenerPlan plan, Loop loop) {
            this.client = client;
            this.plan = plan;
            this.loop = loop;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            Channel channel = context.channel();
            context.pipeline().remove(this);
            if (!(channel.remoteAddress() instanceof InetSocketAddress remote)) {
                var _ = channel.close();
                return;
            }
            connections.add(channel, client.connection());
            Guest guest = new Guest(client, address, remote.getAddress().getHostAddress(), remote.getPort());
            WebSocketSettings webSocket = plan.settings().webSocket();
            if (plan.isPlain()) {
                guest.greetAndOpenUp();
            } else if (webSocket == null) {
                Entrance entrance = new Entrance(guest, plan, handshakes, log);
                channel.pipeline().addFirst(entrance);
                entrance.begin(channel.pipeline().context(entrance));
            } else if (plan.material() == null) {
                expectUpgrade(channel, guest, webSocket, null);
            } else {
                handshakes.start(channel.pipeline(), plan, true, (identity, why) -> {
                    if (identity == null) {
                        guest.handshakeFailed(why);
                    } else {
                        expectUpgrade(channel, guest, webSocket, identity);
                    }
                });
            }
        }

        private void expectUpgrade(
                Channel channel, Guest guest, WebSocketSettings webSocket, @Nullable TlsIdentity identity) {
            WebSocketUpgrade.Host host = new WebSocketUpgrade.Host(
                    accepted -> guest.upgraded(identity, accepted.login(), accepted.forwardedHost()),
                    why -> log.error(guest.remote() + " - websocket handshake error: " + why),
                    () -> client.connection().closeReason());
            WebSocketUpgrade.expect(channel.pipeline(), CLIENT, webSocket, identity != null, loop.compression(), host);
        }
    }
}
