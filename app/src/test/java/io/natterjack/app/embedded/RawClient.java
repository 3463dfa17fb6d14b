package io.natterjack.app.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/// A client that speaks the protocol by hand, over a socket.
final class RawClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket = new Socket();
    private final InputStream input;

    RawClient(int port) throws IOException {
        this(port, 64 << 10);
    }

    /// @param receiveBufferBytes · how much the network may hold while the client does not read
    RawClient(int port, int receiveBufferBytes) throws IOException {
        socket.setReceiveBufferSize(receiveBufferBytes);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
        input = new BufferedInputStream(socket.getInputStream(), 1 << 10);
    }

    RawClient says(String text) throws IOException {
        return says(text.getBytes(UTF_8));
    }

    RawClient says(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /// The next line, without CRLF; empty at the end.
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = input.read(); b >= 0 && b != '\n'; b = input.read()) {
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    /// Waits until everything said before has been dealt with.
    RawClient settles() throws IOException {
        says("PING\r\n");
        while (!line().equals("PONG")) {
            // what came before
        }
        return this;
    }

    /// Reads until so many bytes have come.
    void skip(long bytes) throws IOException {
        input.skipNBytes(bytes);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
