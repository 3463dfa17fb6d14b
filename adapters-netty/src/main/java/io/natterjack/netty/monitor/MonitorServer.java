package io.natterjack.netty.monitor;

import io.natterjack.netty.quiet.NettyDefaults;
import io.natterjack.netty.tls.TlsMaterial;
import io.natterjack.ports.monitor.MonitorGateway;
import io.natterjack.ports.observe.ServerLog;
import io.natterjack.ports.session.HostPort;
import io.natterjack.ports.transport.ListenException;
import io.natterjack.ports.transport.TlsSettings;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A small HTTP server in front of a [MonitorGateway].
///
/// It has one thread of its own, on which pages are also made, so that clients of the broker never wait for them.
/// Several pages at a time would only compete with those clients for the processors. Requests are bounded in size,
/// connections in number and in idle time.
public final class MonitorServer implements AutoCloseable {
    private static final int LINE_BYTES_MAX = 8 * 1024;
    private static final int HEADERS_BYTES_MAX = 16 * 1024;
    private static final int CHUNK_BYTES_MAX = 8 * 1024;
    private static final int CONNECTIONS_MAX = 512;
    private static final int IDLE_SECONDS_MAX = 120;
    private static final long CLOSE_MILLIS_MAX = 1_000;

    private final MonitorGateway gateway;
    private final ServerLog log;
    private final MultiThreadIoEventLoopGroup group;
    private final Channel listening;
    private final HostPort address;
    private volatile @Nullable TlsMaterial material;
    private int connections;

    /// Starts to listen.
    ///
    /// @param tls · null for plain HTTP
    /// @throws ListenException if the address cannot be bound or the settings cannot be used
    public MonitorServer(HostPort wanted, @Nullable TlsSettings tls, MonitorGateway gateway, ServerLog log) {
        NettyDefaults.apply();
        this.gateway = gateway;
        this.log = log;
        this.material = tls == null ? null : TlsMaterial.of(tls);
        this.group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("natterjack-monitor", true), NioIoHandler.newFactory());
        this.listening = new NioServerSocketChannel();
        try {
            this.address = bind(wanted);
        } catch (ListenException failed) {
            close();
            throw failed;
        }
    }

    /// Where the server listens, with the port it was given if it asked for any.
    public HostPort address() {
        return address;
    }

    /// Reads other certificates. HTTP stays HTTP, and HTTPS stays HTTPS.
    ///
    /// @return has connections from then on meet them, and cannot fail
    /// @throws ListenException if the settings cannot be used
    public Runnable prepare(TlsSettings tls) {
        if (material == null) {
            return () -> {};
        }
        TlsMaterial changed = TlsMaterial.of(tls);
        return () -> material = changed;
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, CLOSE_MILLIS_MAX, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }

    private HostPort bind(HostPort wanted) {
        InetSocketAddress local = new InetSocketAddress(wanted.host(), Math.max(0, wanted.port()));
        if (local.isUnresolved()) {
            throw new ListenException("lookup " + wanted.host() + ": no such host");
        }
        listening.pipeline().addLast(new Acceptor());
        EventLoop loop = group.next();
        ChannelFuture bound = loop.register(listening).awaitUninterruptibly();
        if (bound.isSuccess()) {
            bound = listening.bind(local).awaitUninterruptibly();
        }
        if (bound.cause() != null) {
            throw new ListenException(
                    "listen tcp " + wanted + ": bind: " + bound.cause().getMessage(), bound.cause());
        }
        return new HostPort(wanted.host(), ((InetSocketAddress) listening.localAddress()).getPort());
    }

    /// Prepares each new connection. Confined to the one thread.
    private final class Acceptor extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            Channel channel = (Channel) message;
            EventLoop loop = context.channel().eventLoop();
            if (connections >= CONNECTIONS_MAX) {
                channel.unsafe().closeForcibly();
                return;
            }
            connections++;
            var _ = channel.closeFuture().addListener(_ -> connections--);
            TlsMaterial current = material;
            if (current != null) {
                channel.pipeline().addLast(new SslHandler(current.newEngine()));
            }
            channel.pipeline()
                    .addLast(new IdleStateHandler(0, 0, IDLE_SECONDS_MAX))
                    .addLast(new HttpServerCodec(LINE_BYTES_MAX, HEADERS_BYTES_MAX, CHUNK_BYTES_MAX))
                    .addLast(new HttpServerKeepAliveHandler())
                    .addLast(new MonitorHandler(gateway, log));
            var _ = loop.register(channel);
        }
    }
}
