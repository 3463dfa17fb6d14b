package io.natterjack.netty;

import io.natterjack.netty.door.Door;
import io.natterjack.netty.door.ListenerPlan;
import io.natterjack.ports.session.HostPort;
import io.natterjack.ports.transport.ClientListener;
import io.natterjack.ports.transport.ListenerSettings;
import io.netty.channel.Channel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;

/// A bound address with its [Door].
final class NettyListener implements ClientListener {
    private static final long RELEASE_MILLIS_MAX = 1_000;

    private final Channel channel;
    private final Door door;
    private final HostPort address;

    NettyListener(Channel channel, Door door, String host) {
        this.channel = channel;
        this.door = door;
        this.address = new HostPort(host, ((InetSocketAddress) channel.localAddress()).getPort());
    }

    @Override
    public HostPort address() {
        return address;
    }

    @Override
    public Runnable prepare(ListenerSettings settings) {
        ListenerPlan plan = ListenerPlan.of(settings);
        return () -> door.use(plan);
    }

    @Override
    public void close() {
        if (channel.close().awaitUninterruptibly().isSuccess()) {
            awaitRelease();
        }
    }

    /// The JDK gives a socket back to the system only when its selector has been asked once more.
    private void awaitRelease() {
        SingleThreadEventLoop loop = (SingleThreadEventLoop) channel.eventLoop();
        if (loop.inEventLoop() || loop.isShuttingDown()) {
            return;
        }
        Promise<Void> selected = loop.newPromise();
        loop.executeAfterEventLoopIteration(() -> loop.execute(() -> selected.trySuccess(null)));
        selected.awaitUninterruptibly(RELEASE_MILLIS_MAX);
    }
}
