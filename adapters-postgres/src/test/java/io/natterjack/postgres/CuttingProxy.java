package io.natterjack.postgres;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Stands between a client and PostgreSQL, and keeps one answer from the client: the command is done, its connection is
/// gone, and nobody was told.
final class CuttingProxy implements AutoCloseable {
    private static final int CHUNK_BYTES = 64 * 1024;

    private final ServerSocket listening;
    private final int server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable String> awaited = new AtomicReference<>();

    /// @param server · port of it
    CuttingProxy(int server) {
        this.server = server;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofPlatform().daemon().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /// Cuts the next connection on which this answer comes.
    ///
    /// @param tag · what PostgreSQL calls a command that is complete, such as `COMMIT`
    void cutAt(String tag) {
        awaited.set(tag + "\0");
    }

    /// Whether the answer has come.
    boolean hasCut() {
        return awaited.get() == null;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
                client.setTcpNoDelay(true);
                behind.setTcpNoDelay(true);
                open.add(client);
                open.add(behind);
                Thread.ofPlatform().daemon().start(() -> pump(client, behind, false));
                Thread.ofPlatform().daemon().start(() -> pump(behind, client, true));
            } catch (IOException _) {
                // Closed, or PostgreSQL takes nobody; the client will see.
            }
        }
    }

    private void pump(Socket from, Socket to, boolean answers) {
        byte[] chunk = new byte[CHUNK_BYTES];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            int length = in.read(chunk);
            while (length > 0 && !(answers && isAwaited(chunk, length))) {
                out.write(chunk, 0, length);
                length = in.read(chunk);
            }
        } catch (IOException _) {
            // One side has gone, and the other goes with it.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private boolean isAwaited(byte[] chunk, int length) {
        String tag = awaited.get();
        return tag != null
                && new String(chunk, 0, length, ISO_8859_1).contains(tag)
                && awaited.compareAndSet(tag, null);
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
