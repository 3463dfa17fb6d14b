package io.natterjack.netty.monitor;

import io.natterjack.ports.monitor.MonitorGateway;
import io.natterjack.ports.monitor.MonitorReply;
import io.natterjack.ports.monitor.MonitorRequest;
import io.natterjack.ports.observe.ServerLog;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Answers the requests of one HTTP connection, one after the other. Methods other than HEAD are treated as GET, and
/// bodies are ignored, as in the reference server.
final class MonitorHandler extends ChannelInboundHandlerAdapter {
    private static final String PLAIN_TEXT = "text/plain; charset=utf-8";

    /// Pages of any site may read documents of this type.
    private static final String JSON = "application/json";

    private final MonitorGateway gateway;
    private final ServerLog log;
    private @Nullable HttpRequest request;

    MonitorHandler(MonitorGateway gateway, ServerLog log) {
        this.gateway = gateway;
        this.log = log;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest begun) {
            request = begun;
        }
        boolean complete = message instanceof LastHttpContent;
        ReferenceCountUtil.release(message);
        HttpRequest asked = request;
        if (complete && asked != null) {
            request = null;
            var _ = context.writeAndFlush(answer(asked)).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) {
            var _ = context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A browser that went away, or bytes that are no HTTP: there is nobody to tell.
        var _ = context.close();
    }

    private FullHttpResponse answer(HttpRequest asked) {
        if (!asked.decoderResult().isSuccess()) {
            FullHttpResponse refusal = response(new MonitorReply(400, PLAIN_TEXT, "400 Bad Request"), true);
            refusal.headers().set(HttpHeaderNames.CONNECTION, "close");
            return refusal;
        }
        boolean head = asked.method().equals(HttpMethod.HEAD);
        try {
            QueryStringDecoder query = new QueryStringDecoder(asked.uri(), StandardCharsets.UTF_8, true, 256);
            return response(gateway.get(new MonitorRequest(query.path(), query.parameters())), !head);
        } catch (IllegalArgumentException _) {
            return response(new MonitorReply(400, PLAIN_TEXT, "400 Bad Request"), !head);
        } catch (RuntimeException thrown) {
            log.error("Monitoring page " + asked.uri() + " failed: " + thrown);
            return response(new MonitorReply(500, PLAIN_TEXT, "Internal Server Error\n"), !head);
        }
    }

    private static FullHttpResponse response(MonitorReply reply, boolean withBody) {
        ByteBuf body = Unpooled.wrappedBuffer(reply.body().getBytes(StandardCharsets.UTF_8));
        int length = body.readableBytes();
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(reply.status()),
                withBody ? body : Unpooled.EMPTY_BUFFER);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, reply.contentType())
                .setInt(HttpHeaderNames.CONTENT_LENGTH, length);
        if (reply.contentType().equals(JSON)) {
            response.headers().set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        }
        return response;
    }
}
