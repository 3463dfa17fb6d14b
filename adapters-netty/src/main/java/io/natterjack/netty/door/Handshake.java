package io.natterjack.netty.door;

import io.natterjack.netty.tls.TlsMaterial;
import io.natterjack.ports.session.CloseReason;
import io.natterjack.ports.session.TlsIdentity;
import io.natterjack.ports.transport.TlsSettings;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Watches one TLS handshake, which Netty's [SslHandler] before it carries out, and says how it ended.
public final class Handshake extends ChannelInboundHandlerAdapter {
    private static final String THROTTLED = "-ERR 'Connection throttling is active. Please try again later.'\r\n";
    private static final String ALERT = "Received fatal alert: ";

    private final TlsMaterial material;
    private final boolean first;
    private final BiConsumer<@Nullable TlsIdentity, @Nullable String> whenEnded;

    private Handshake(
            TlsMaterial material, boolean first, BiConsumer<@Nullable TlsIdentity, @Nullable String> whenEnded) {
        this.material = material;
        this.first = first;
        this.whenEnded = whenEnded;
    }

    /// Starts handshakes.
    ///
    /// @param cryptography · runs what takes too long for an event loop, such as signing
    public record Starter(Executor cryptography) {
        /// Encrypts a channel of a client from now on.
        void start(Channel channel, ListenerPlan plan, Guest guest) {
            if (!plan.rate().allow(System.nanoTime())) {
                guest.turnAway(CloseReason.MAX_CONNECTIONS_EXCEEDED, THROTTLED);
                return;
            }
            start(channel.pipeline(), plan, !guest.isGreeted(), (identity, why) -> {
                if (identity != null) {
                    guest.secured(identity);
                } else {
                    guest.handshakeFailed(why);
                }
            });
        }

        /// @param whenEnded · takes the identity; or, if it is null, why there is none, null for those who never tried
        void start(
                ChannelPipeline pipeline,
                ListenerPlan plan,
                boolean first,
                BiConsumer<@Nullable TlsIdentity, @Nullable String> whenEnded) {
            TlsMaterial material = plan.material();
            TlsSettings tls = plan.settings().tls();
            if (material == null || tls == null) {
                throw new IllegalStateException("a handshake without TLS");
            }
            SslHandler handler = new SslHandler(material.newEngine(), cryptography);
            handler.setHandshakeTimeout(tls.handshakeTimeoutNanos(), TimeUnit.NANOSECONDS);
            handler.setCloseNotifyFlushTimeout(1, TimeUnit.SECONDS);
            pipeline.addFirst(new Handshake(material, first, whenEnded));
            pipeline.addFirst(handler);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (!(event instanceof SslHandshakeCompletionEvent completion)) {
            context.fireUserEventTriggered(event);
            return;
        }
        SslHandler handler = context.pipeline().get(SslHandler.class);
        context.pipeline().remove(this);
        if (!completion.isSuccess() || handler == null) {
            whenEnded.accept(null, reason(completion.cause()));
            return;
        }
        TlsIdentity identity = TlsMaterial.identity(handler.engine().getSession(), first);
        if (material.isPinned(identity)) {
            whenEnded.accept(identity, null);
        } else {
            whenEnded.accept(null, "certificate not pinned");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A failed handshake is told by its event.
    }

    private static @Nullable String reason(Throwable cause) {
        if (cause instanceof NotSslRecordException || cause instanceof SslHandshakeTimeoutException) {
            return null;
        }
        if (cause instanceof ClosedChannelException) {
            return "EOF";
        }
        String message = String.valueOf(cause.getMessage());
        if (message.contains(ALERT)) {
            String alert = message.substring(message.indexOf(ALERT) + ALERT.length());
            return "remote error: tls: " + alert.replaceAll("^\\(|\\)$", "").replace('_', ' ');
        }
        return message.contains("Empty client certificate chain")
                ? "tls: client didn't provide a certificate"
                : "tls: " + message;
    }
}
