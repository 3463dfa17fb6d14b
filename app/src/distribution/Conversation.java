import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// What a client says to a server that is being trained.
final class Conversation {
    private static final int MESSAGES = 20_000;
    private static final int TIMEOUT_MILLIS = 30_000;
    static final String HELLO =
            "CONNECT {\"verbose\":false,\"headers\":true,\"no_responders\":true,\"protocol\":1}\r\nPING\r\n";

    private Conversation() {}

    /// Subscribes in every way, publishes to itself and waits until the last message has come back.
    static void plain(int port) throws IOException {
        try (Socket socket = connect(port)) {
            greeting(socket.getInputStream());
            talk(socket, MESSAGES);
        }
    }

    /// The same in a few words, encrypted.
    static void encrypted(int port) throws IOException, GeneralSecurityException {
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new Anybody()}, null);
        try (Socket plain = connect(port)) {
            greeting(plain.getInputStream());
            try (Socket socket = trusting.getSocketFactory().createSocket(plain, "localhost", port, true)) {
                talk(socket, 2);
            }
        }
    }

    /// Upgrades to WebSocket, and says a few words in one frame.
    static void framed(int port) throws IOException {
        try (Socket socket = connect(port)) {
            OutputStream out = socket.getOutputStream();
            send(
                    out,
                    "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
            byte[] words = (HELLO + "SUB last 1\r\nPUB last 3\r\nend\r\n").getBytes(StandardCharsets.US_ASCII);
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            // Binary and final; masked, with a length of two bytes and a mask that changes nothing.
            frame.writeBytes(new byte[] {(byte) 0x82, (byte) (0x80 | 126), 0, (byte) words.length, 0, 0, 0, 0});
            frame.writeBytes(words);
            out.write(frame.toByteArray());
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            await(in, "end");
        }
    }

    /// Reads a page, to its end.
    static void page(int port, String page) throws IOException {
        try (Socket socket = connect(port)) {
            send(socket.getOutputStream(), "GET " + page + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }

    /// Byte by byte, because what follows may have to be decrypted.
    private static void greeting(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.append((char) b);
        }
        if (line.indexOf("INFO ") != 0) {
            throw new IllegalStateException("no greeting: " + line);
        }
    }

    private static void talk(Socket socket, int messages) throws IOException {
        OutputStream out = socket.getOutputStream();
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        send(out, HELLO + "SUB greet.* 1\r\nSUB greet.> workers 2\r\nSUB last 3\r\n");
        StringBuilder batch = new StringBuilder();
        for (int i = 0; i < messages; i++) {
            batch.append(
                    i % 2 == 0
                            ? "PUB greet.a 5\r\nhello\r\n"
                            : "HPUB greet.b back 18 20\r\nNATS/1.0\r\nA: b\r\n\r\nhi\r\n");
        }
        send(out, batch.toString());
        send(out, "PUB nobody.listens reply 0\r\n\r\nUNSUB 1\r\nPUB last 3\r\nend\r\n");
        await(in, "end");
    }

    private static void await(BufferedReader in, String last) throws IOException {
        for (String line = in.readLine(); !last.equals(line); line = in.readLine()) {
            if (line == null) {
                throw new IllegalStateException("the server hung up");
            }
        }
    }

    static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /// Trusts any server: this one was started a moment ago by the same program.
    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String algorithm) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String algorithm) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
