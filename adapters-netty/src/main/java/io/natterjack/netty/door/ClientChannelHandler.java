package io.natterjack.netty.door;

import io.natterjack.netty.loop.LoopLane;
import io.natterjack.netty.output.NettyConnection;
import io.natterjack.ports.session.Arrival;
import io.natterjack.ports.session.CloseReason;
import io.natterjack.ports.session.ConnectionHandler;
import io.natterjack.ports.session.HostPort;
import io.natterjack.ports.session.TlsIdentity;
import io.natterjack.ports.transport.OutputBounds;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The last handler of a client's channel: brings what happens there to the lane.
final class ClientChannelHandler extends ChannelInboundHandlerAdapter {
    private final LoopLane lane;
    private final NettyConnection connection;
    private @Nullable ConnectionHandler client;
    private boolean heard;

    ClientChannelHandler(Channel channel, LoopLane lane, OutputBounds bounds) {
        this.lane = lane;
        this.connection = new NettyConnection(channel, bounds, this::onDrained);
    }

    NettyConnection connection() {
        return connection;
    }

    /// The client has come through the door: the broker greets it.
    void arrive(Arrival arrival) {
        lane.enter();
        try {
            client = lane.lane().accept(arrival, connection);
        } catch (RuntimeException | Error thrown) {
            fail(thrown);
        }
    }

    /// A handshake after the greeting has been completed.
    void secured(TlsIdentity identity) {
        tell(receiver -> receiver.onSecured(identity));
    }

    /// A handshake has failed. The broker says so if it knows the client, else nobody but us can.
    void handshakeFailed(HostPort remote, String why) {
        if (client == null) {
            lane.log().error(remote + " - TLS handshake error: " + why);
        } else {
            tell(receiver -> receiver.onHandshakeFailed(why));
        }
    }

    /// A proxy has told the client's address.
    void forwarded(String remoteHost, int remotePort) {
        tell(receiver -> receiver.onForwarded(remoteHost, remotePort));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            if (client != null) {
                openDirectlyIfPlain(context);
                deliver(bytes, client);
            }
        } catch (RuntimeException | Error thrown) {
            fail(thrown);
        } finally {
            bytes.release();
        }
    }

    /// Whoever settles things with the client before it is let in, and whoever encrypts or frames for it, stands in
    /// front of this handler when the first bytes come through.
    private void openDirectlyIfPlain(ChannelHandlerContext context) {
        if (!heard) {
            heard = true;
            if (context.equals(context.pipeline().firstContext())) {
                connection.writer().openDirectly();
            }
        }
    }

    private void deliver(ByteBuf bytes, ConnectionHandler receiver) {
        byte[] array = lane.loop().readArray();
        lane.enter();
        while (bytes.isReadable() && !connection.isClosing()) {
            int length = Math.min(bytes.readableBytes(), array.length);
            bytes.readBytes(array, 0, length);
            receiver.onBytes(array, 0, length);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        connection.writer().onWritabilityChanged();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            // The client has sent its last byte, and may still be waiting for the answers.
            connection.close(CloseReason.CLIENT_CLOSED);
        } else if (event instanceof CloseReason reason) {
            connection.close(reason);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // What is wrong with a handshake comes wrapped by the decoder, and has been told by its event.
        if (!(cause instanceof IOException || cause.getCause() instanceof IOException)) {
            lane.log().error(context.channel().remoteAddress() + " - connection closed by a defect: " + cause);
        }
        connection.close(connection.writer().isBlocked() ? CloseReason.WRITE_ERROR : CloseReason.READ_ERROR);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        CloseReason reason = connection.end();
        ConnectionHandler receiver = client;
        if (receiver == null) {
            return;
        }
        client = null;
        lane.enter();
        try {
            receiver.onClosed(reason);
        } catch (RuntimeException | Error thrown) {
            lane.reportDefect(thrown);
        }
    }

    private void onDrained() {
        tell(ConnectionHandler::onDrained);
    }

    private void tell(Consumer<ConnectionHandler> news) {
        ConnectionHandler receiver = client;
        if (receiver != null) {
            lane.enter();
            try {
                news.accept(receiver);
            } catch (RuntimeException | Error thrown) {
                fail(thrown);
            }
        }
    }

    private void fail(Throwable thrown) {
        lane.reportDefect(thrown);
        connection.close(CloseReason.READ_ERROR);
    }
}
