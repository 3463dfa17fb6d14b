package io.natterjack.netty.websocket;

import io.natterjack.ports.session.CloseReason;
import io.natterjack.ports.transport.WebSocketSettings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Answers the HTTP request that begins a WebSocket, and then puts [WebSocketFrames] in its own place.
public final class WebSocketUpgrade extends ChannelInboundHandlerAdapter {
    private static final int LINE_BYTES_MAX = 4096;
    private static final int HEADERS_BYTES_MAX = 16 * 1024;
    private static final int CHUNK_BYTES_MAX = 4096;
    private static final long REQUEST_NANOS_MAX = TimeUnit.SECONDS.toNanos(10);

    private final WebSocketSettings settings;
    private final boolean secure;
    private final Compression compression;
    private final Host host;
    private @Nullable HttpRequest request;
    private boolean answered;
    private @Nullable Future<?> timer;

    /// The side of the connection that lies behind the upgrade.
    ///
    /// @param accepted    · the client is in; from now on it is spoken to in frames
    /// @param refused     · the client is not let in; takes the reason for the log
    /// @param closeReason · asked when the channel closes
    public record Host(
            Consumer<Upgrade.Accepted> accepted, Consumer<String> refused, Supplier<CloseReason> closeReason) {}

    private WebSocketUpgrade(WebSocketSettings settings, boolean secure, Compression compression, Host host) {
        this.settings = settings;
        this.secure = secure;
        this.compression = compression;
        this.host = host;
    }

    /// Expects a request as the next bytes of a channel.
    ///
    /// @param before · name of the handler that is to receive what clients send inside frames
    public static void expect(
            ChannelPipeline pipeline,
            String before,
            WebSocketSettings settings,
            boolean secure,
            Compression compression,
            Host host) {
        pipeline.addBefore(before, null, new HttpServerCodec(LINE_BYTES_MAX, HEADERS_BYTES_MAX, CHUNK_BYTES_MAX));
        pipeline.addBefore(before, null, new WebSocketUpgrade(settings, secure, compression, host));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        long nanos = settings.handshakeTimeoutNanos() > 0 ? settings.handshakeTimeoutNanos() : REQUEST_NANOS_MAX;
        timer = context.executor().schedule(() -> expire(context), nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest first && request == null) {
            request = first;
        }
        boolean complete = message instanceof LastHttpContent;
        ReferenceCountUtil.release(message);
        if (complete && request != null && !answered) {
            answered = true;
            answer(context, request);
        }
    }

    private void answer(ChannelHandlerContext context, HttpRequest complete) {
        if (!complete.decoderResult().isSuccess()) {
            refuse(context, new Upgrade.Refused(HttpResponseStatus.BAD_REQUEST, "malformed request"));
            return;
        }
        switch (new UpgradeCheck(settings, secure).judge(complete)) {
            case Upgrade.Refused refused -> refuse(context, refused);
            case Upgrade.Accepted accepted -> accept(context, accepted);
        }
    }

    private static void expire(ChannelHandlerContext context) {
        var _ = context.close();
    }

    private void accept(ChannelHandlerContext context, Upgrade.Accepted accepted) {
        ChannelPipeline pipeline = context.pipeline();
        ByteBuf response = Unpooled.copiedBuffer(response(accepted), StandardCharsets.ISO_8859_1);
        var _ = pipeline.context(HttpServerCodec.class).writeAndFlush(response);
        pipeline.replace(
                this,
                null,
                new WebSocketFrames(
                        accepted,
                        accepted.compressed() ? compression : null,
                        settings.frameBytesMax(),
                        host.closeReason()));
        // A client is greeted as soon as it is accepted, and that is no HTTP any more; what it has sent behind its
        // request comes out of the codec when that goes, and then the client has to be there.
        pipeline.get(HttpServerCodec.class).removeOutboundHandler();
        host.accepted().accept(accepted);
        pipeline.remove(HttpServerCodec.class);
    }

    private String response(Upgrade.Accepted accepted) {
        StringBuilder text = new StringBuilder("HTTP/1.1 101 Switching Protocols\r\n"
                + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ");
        text.append(accepted.acceptKey()).append("\r\n");
        if (accepted.compressed()) {
            text.append("Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover; "
                    + "client_no_context_takeover\r\n");
        }
        if (!accepted.masked()) {
            text.append(UpgradeCheck.NO_MASKING).append(": true\r\n");
        }
        settings.headers()
                .forEach((name, value) ->
                        text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("\r\n").toString();
    }

    private void refuse(ChannelHandlerContext context, Upgrade.Refused refused) {
        host.refused().accept(refused.why());
        ByteBuf body = Unpooled.copiedBuffer(refused.status().reasonPhrase() + "\n", StandardCharsets.US_ASCII);
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, refused.status(), body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13")
                .set("X-Content-Type-Options", "nosniff")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CONNECTION, "close");
        var _ = context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
}
