package io.natterjack.netty;

import io.natterjack.ports.contract.WireClient;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/// A client on a blocking socket of the JDK.
class SocketClient implements WireClient {
    private final Socket socket;

    SocketClient(Socket socket) {
        this.socket = socket;
    }

    static SocketClient dial(int port) {
        try {
            Socket socket = new Socket();
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) PATIENCE_MILLIS);
            return new SocketClient(socket);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public byte[] receive(int count) {
        try {
            byte[] bytes = socket.getInputStream().readNBytes(count);
            if (bytes.length < count) {
                throw new EOFException("after " + bytes.length + " of " + count + " bytes");
            }
            return bytes;
        } catch (SocketTimeoutException late) {
            throw new AssertionError("expected " + count + " bytes", late);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public long receiveToTheEnd() {
        try {
            return socket.getInputStream().readAllBytes().length;
        } catch (SocketTimeoutException late) {
            throw new AssertionError("expected the end of the connection", late);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
