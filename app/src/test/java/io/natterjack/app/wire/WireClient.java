package io.natterjack.app.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A socket that reads line by line and knows nothing of the protocol, but how INFO varies between two servers.
final class WireClient implements AutoCloseable {
    private static final String CRLF = "\r\n";
    /// What differs from server to server and from run to run; its presence and place are kept.
    private static final Pattern VARYING = Pattern.compile("\"(server_id|server_name|version|git_commit|go|host|port"
            + "|client_id|client_ip|nonce|api_lvl|xkey)\":(\"[^\"]*\"|\\d+)");

    private static final Pattern NONCE = Pattern.compile("\"nonce\":\"([^\"]*)\"");
    private static final Pattern SIGN = Pattern.compile("\\{sign ([A-Z2-7]+)}");

    private final Socket socket;
    private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();
    private final StringBuilder unread = new StringBuilder();
    private final byte[] chunk = new byte[65536];
    private String nonce = "";
    private boolean ended;

    WireClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
    }

    /// Keeps bytes for the next [#flush]; `{sign SEED}` becomes the signature of the last nonce.
    void send(String text) {
        String signed = SIGN.matcher(text).replaceAll(sign -> NonceSigner.sign(sign.group(1), nonce));
        unsent.writeBytes(WireText.toBytes(signed));
    }

    /// Writes in one piece what was sent, so that a server reads it in as few pieces as it can.
    void flush() throws IOException {
        try {
            socket.getOutputStream().write(unsent.toByteArray());
            unsent.reset();
        } catch (SocketException _) {
            // The server was done with us before it read all; what it said last is still to be read.
        }
    }

    /// The next line without its CR LF, made printable; at the end of the stream whatever is left of a line.
    ///
    /// @return null when nothing came in time, or when all was read before the end of the stream
    @Nullable
    String readLine(int patienceMillis) throws IOException {
        long deadlineNanos = System.nanoTime() + patienceMillis * 1_000_000L;
        while (unread.indexOf(CRLF) < 0 && !ended) {
            if (!fill(deadlineNanos)) {
                return null;
            }
        }
        int end = unread.indexOf(CRLF);
        if (end < 0 && unread.isEmpty()) {
            return null;
        }
        String line = unread.substring(0, end < 0 ? unread.length() : end);
        unread.delete(0, end < 0 ? unread.length() : end + CRLF.length());
        Matcher nonces = NONCE.matcher(line);
        if (nonces.find()) {
            nonce = nonces.group(1);
        }
        return printable(line);
    }

    /// Waits for bytes or the end of the stream, but not for long.
    void awaitBytes(int patienceMillis) throws IOException {
        if (unread.isEmpty() && !ended) {
            fill(System.nanoTime() + patienceMillis * 1_000_000L);
        }
    }

    /// Says that nothing more will be sent, and returns what the server still sends until it closes.
    String lastWords(int patienceMillis) throws IOException {
        try {
            socket.shutdownOutput();
        } catch (SocketException _) {
            ended = true;
        }
        long deadlineNanos = System.nanoTime() + patienceMillis * 1_000_000L;
        boolean more = !ended;
        while (more) {
            more = fill(deadlineNanos) && !ended;
        }
        return printable(unread.toString());
    }

    boolean hasEnded() {
        return ended && unread.isEmpty();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private boolean fill(long deadlineNanos) throws IOException {
        long leftMillis = (deadlineNanos - System.nanoTime()) / 1_000_000L;
        if (leftMillis <= 0) {
            return false;
        }
        socket.setSoTimeout((int) leftMillis);
        try {
            int n = socket.getInputStream().read(chunk);
            ended = n < 0;
            unread.append(new String(chunk, 0, Math.max(n, 0), ISO_8859_1));
        } catch (SocketTimeoutException _) {
            return false;
        } catch (SocketException _) {
            ended = true; // a reset: the server left bytes of ours unread
        }
        return true;
    }

    private static String printable(String line) {
        String text = WireText.toText(line);
        return text.startsWith("INFO ") ? VARYING.matcher(text).replaceAll("\"$1\":*") : text;
    }
}
