package io.natterjack.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// A socket on which the protocol has been spoken as far as a client must: greeting, CONNECT, and the answer to PING.
final class RawConnection implements Closeable {
    private static final int LINE_BYTES_MAX = 64 << 10;
    private static final String CONNECT = "CONNECT {\"verbose\":false,\"pedantic\":false,\"tls_required\":false,"
            + "\"name\":\"raw\",\"lang\":\"java\",\"version\":\"1\",\"protocol\":1,\"echo\":true,\"headers\":true,"
            + "\"no_responders\":true}\r\n";

    private final SocketChannel channel;
    private final ByteBuffer input = ByteBuffer.allocateDirect(LINE_BYTES_MAX).limit(0);

    private RawConnection(SocketChannel channel) {
        this.channel = channel;
    }

    static RawConnection open(InetSocketAddress server) throws IOException {
        RawConnection connection = new RawConnection(SocketChannel.open(server));
        connection.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        String greeting = connection.readLine();
        if (!greeting.startsWith("INFO ")) {
            throw new IOException("no greeting but: " + greeting);
        }
        connection.send(CONNECT);
        connection.roundTrip();
        return connection;
    }

    SocketChannel channel() {
        return channel;
    }

    /// Subscribes as number 1, and returns once the server has seen it.
    ///
    /// @param queue · empty for none
    void subscribe(String subject, String queue) throws IOException {
        send("SUB " + subject + (queue.isEmpty() ? "" : " " + queue) + " 1\r\n");
        roundTrip();
    }

    /// Returns once the server has processed everything sent before. Only for connections that receive no messages.
    void roundTrip() throws IOException {
        send("PING\r\n");
        while (true) {
            String line = readLine();
            if (line.equals("PONG")) {
                return;
            }
            answer(line);
        }
    }

    /// Does what a client must when the server says something that is not a message.
    ///
    /// @throws IOException if it is an error
    void answer(String line) throws IOException {
        if (line.equals("PING")) {
            send("PONG\r\n");
        } else if (!line.startsWith("INFO ")) {
            throw new IOException("the server says: " + line);
        }
    }

    void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private void send(String text) throws IOException {
        send(ByteBuffer.wrap(text.getBytes(US_ASCII)));
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            if (!input.hasRemaining()) {
                input.clear();
                int read = channel.read(input);
                input.flip();
                if (read < 0) {
                    throw new IOException("the server closed the connection after: " + line);
                }
            }
            char c = (char) input.get();
            if (c == '\n') {
                return line.toString();
            }
            if (c != '\r') {
                line.append(c);
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
