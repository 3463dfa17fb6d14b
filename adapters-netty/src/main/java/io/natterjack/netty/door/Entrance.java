package io.natterjack.netty.door;

import io.natterjack.netty.proxy.ProxyPreamble;
import io.natterjack.netty.proxy.ProxyVerdict;
import io.natterjack.ports.observe.ServerLog;
import io.natterjack.ports.session.CloseReason;
import io.natterjack.ports.transport.TlsSettings;
import io.natterjack.ports.transport.TlsSettings.When;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The first handler of a TCP client whose protocol does not begin with the first byte: settles what comes before it,
/// and leaves.
///
/// The steps are taken in this order; each may be left out.
///
/// | step | waits for | what happens |
/// |---|---|---|
/// | `LISTEN` | a first byte, for a short time | if none comes, the greeting goes first and TLS second |
/// | `PROXY`  | the preamble of a proxy | the address of the client is replaced |
/// | `SNIFF`  | a first byte | it tells whether the client begins a handshake |
/// | `DONE`   | nothing | the [Handshake] takes over, or the client is let in as it is |
final class Entrance extends ChannelInboundHandlerAdapter {
    private enum Step {
        LISTEN,
        PROXY,
        SNIFF,
        DONE
    }

    private static final byte HANDSHAKE_RECORD = 0x16;
    private static final long PROXY_NANOS_MAX = TimeUnit.SECONDS.toNanos(5);

    private final Guest guest;
    private final ListenerPlan plan;
    private final Handshake.Starter handshakes;
    private final ServerLog log;
    private final ProxyPreamble preamble = new ProxyPreamble();
    private Step step = Step.DONE;
    private @Nullable Future<?> timer;

    Entrance(Guest guest, ListenerPlan plan, Handshake.Starter handshakes, ServerLog log) {
        this.guest = guest;
        this.plan = plan;
        this.handshakes = handshakes;
        this.log = log;
    }

    /// The channel is active, and this handler the first of it.
    void begin(ChannelHandlerContext context) {
        TlsSettings tls = plan.settings().tls();
        if (tls != null && tls.when() == When.FIRST_OR_AFTER_GREETING) {
            step = Step.LISTEN;
            limit(context, tls.fallbackDelayNanos(), () -> {
                guest.greet();
                awaitProxy(context);
            });
            return;
        }
        if (tls == null || tls.when() != When.FIRST) {
            guest.greet();
        }
        awaitProxy(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            take(context, bytes);
        } finally {
            bytes.release();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancelTimer();
        context.fireChannelInactive();
    }

    private void take(ChannelHandlerContext context, ByteBuf bytes) {
        if (step == Step.LISTEN) {
            awaitProxy(context);
        }
        if (step == Step.PROXY) {
            takePreamble(context, bytes);
        }
        if (step == Step.SNIFF && bytes.isReadable()) {
            if (bytes.getByte(bytes.readerIndex()) == HANDSHAKE_RECORD) {
                secure(context);
            } else {
                letIn(context);
            }
        }
        if (step == Step.DONE && bytes.isReadable()) {
            context.channel().pipeline().fireChannelRead(bytes.readRetainedSlice(bytes.readableBytes()));
        }
    }

    private void awaitProxy(ChannelHandlerContext context) {
        if (plan.settings().proxyProtocol()) {
            step = Step.PROXY;
            limit(context, PROXY_NANOS_MAX, () -> refuse("timeout reading PROXY protocol header"));
        } else {
            afterProxy(context);
        }
    }

    private void takePreamble(ChannelHandlerContext context, ByteBuf bytes) {
        switch (preamble.read(bytes)) {
            case ProxyVerdict.Incomplete _ -> {}
            case ProxyVerdict.Invalid invalid -> refuse(invalid.why());
            case ProxyVerdict.Origin origin -> {
                String host = origin.host();
                if (host != null) {
                    guest.comesFrom(host, origin.port());
                }
                afterProxy(context);
            }
            case ProxyVerdict.Absent absent -> {
                afterProxy(context);
                take(context, Unpooled.wrappedBuffer(absent.bytes()));
            }
        }
    }

    private void refuse(String why) {
        cancelTimer();
        log.warn("Error reading PROXY protocol header from " + guest.remote() + ": " + why);
        guest.turnAway(CloseReason.PROTOCOL_VIOLATION);
    }

    private void afterProxy(ChannelHandlerContext context) {
        TlsSettings tls = plan.settings().tls();
        if (tls == null) {
            letIn(context);
        } else if (tls.when() == When.AFTER_GREETING_OPTIONAL) {
            step = Step.SNIFF;
            limit(context, tls.handshakeTimeoutNanos(), () -> letIn(context));
        } else {
            secure(context);
        }
    }

    private void secure(ChannelHandlerContext context) {
        leave(context);
        handshakes.start(context.channel(), plan, guest);
    }

    private void letIn(ChannelHandlerContext context) {
        leave(context);
        guest.openUp();
    }

    private void leave(ChannelHandlerContext context) {
        cancelTimer();
        step = Step.DONE;
        context.pipeline().remove(this);
    }

    private void limit(ChannelHandlerContext context, long nanos, Runnable whenLate) {
        cancelTimer();
        timer = context.executor().schedule(whenLate, nanos, TimeUnit.NANOSECONDS);
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
