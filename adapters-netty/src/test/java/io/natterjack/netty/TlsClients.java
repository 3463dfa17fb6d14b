package io.natterjack.netty;

import io.natterjack.ports.contract.WireClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// Clients that use the JDK's own TLS.
final class TlsClients {
    private TlsClients() {}

    /// Starts the handshake before a byte has come from the server.
    static SocketClient dialFirst(int port, SSLContext context) {
        return secure(SocketClient.dial(port), context);
    }

    /// Takes the plain greeting, then starts the handshake.
    static SocketClient dialAfterGreeting(int port, SSLContext context, int greetingBytes) {
        SocketClient plain = SocketClient.dial(port);
        plain.receive(greetingBytes);
        return secure(plain, context);
    }

    static SocketClient secure(SocketClient plain, SSLContext context) {
        try {
            Socket socket = plain.socket();
            SSLSocket secured =
                    (SSLSocket) context.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
            secured.setSoTimeout((int) WireClient.PATIENCE_MILLIS);
            secured.startHandshake();
            return new SocketClient(secured);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
