package io.natterjack.benchmarks.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// A client that does what it is told and no more: one thread writes and reads, what it writes waits for [#flush].
///
/// A message that has been read is shown in place: [#reply] and [#body] are good until the next [#read].
public final class StreamClient implements Closeable {
    private static final int OUT_BYTES = 1 << 20;
    private static final String CONNECT =
            "CONNECT {\"verbose\":false,\"pedantic\":false,\"name\":\"raw\",\"lang\":\"java\","
                    + "\"version\":\"1\",\"protocol\":1,\"headers\":true,\"no_responders\":true}\r\nPING\r\n";

    private final SocketChannel channel;
    private final ByteBuffer out = ByteBuffer.allocate(OUT_BYTES);
    private byte[] in = new byte[256 << 10];
    private int from;
    private int to;
    private String head = "";
    private int bodyFrom;
    private int bodyLength;
    private int headerLength;

    private StreamClient(SocketChannel channel) {
        this.channel = channel;
    }

    public static StreamClient open(InetSocketAddress server) throws IOException {
        StreamClient client = new StreamClient(SocketChannel.open(server));
        client.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        client.say(CONNECT).flush();
        while (!client.line().equals("PONG")) {
            // INFO comes before it.
        }
        return client;
    }

    /// Adds to what is written with the next [#flush].
    public StreamClient say(String text) throws IOException {
        return say(text.getBytes(ISO_8859_1));
    }

    public StreamClient say(byte[] bytes) throws IOException {
        if (out.remaining() < bytes.length) {
            flush();
        }
        out.put(bytes);
        return this;
    }

    public StreamClient publish(String subject, String reply, String body) throws IOException {
        return say("PUB " + subject + " " + reply + " " + body.length() + "\r\n" + body + "\r\n");
    }

    public void flush() throws IOException {
        out.flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        out.clear();
    }

    /// Leaves the connection to somebody else, when everything has been said.
    SocketChannel detach() throws IOException {
        flush();
        return channel;
    }

    /// Asks and waits for the answer, on a subscription of its own.
    public String request(String subject, String body) throws IOException {
        say("SUB _INBOX.ask 77\r\n");
        publish(subject, "_INBOX.ask", body).say("UNSUB 77 1\r\n").flush();
        while (true) {
            read();
            if (head.contains(" 77 ")) {
                return body();
            }
        }
    }

    /// Waits for the next message.
    public void read() throws IOException {
        while (true) {
            head = line();
            if (head.startsWith("MSG ") || head.startsWith("HMSG ")) {
                readBody();
                return;
            }
            if (head.equals("PING")) {
                say("PONG\r\n").flush();
            } else if (head.startsWith("-ERR")) {
                throw new IOException("the server says: " + head);
            }
        }
    }

    private void readBody() throws IOException {
        int last = head.lastIndexOf(' ');
        bodyLength = Integer.parseInt(head.substring(last + 1));
        headerLength = head.startsWith("HMSG ")
                ? Integer.parseInt(head.substring(head.lastIndexOf(' ', last - 1) + 1, last))
                : 0;
        need(bodyLength + 2);
        bodyFrom = from;
        from += bodyLength + 2;
    }

    /// Whether a message can be read without waiting for the network.
    public boolean buffered() {
        return from < to;
    }

    /// Empty for none.
    public String reply() {
        String[] words = head.split(" ", -1);
        int sizes = headerLength > 0 ? 2 : 1;
        return words.length - sizes > 3 ? words[3] : "";
    }

    /// The status of a message without a body; 0 for none.
    public int status() {
        return headerLength > 12
                ? Integer.parseInt(new String(in, bodyFrom + 9, 3, ISO_8859_1).replaceAll("\\D", "0"))
                : 0;
    }

    public String body() {
        return new String(in, bodyFrom + headerLength, bodyLength - headerLength, ISO_8859_1);
    }

    private String line() throws IOException {
        int at = from;
        while (true) {
            while (at < to) {
                if (in[at++] == '\n') {
                    String line = new String(in, from, at - 2 - from, ISO_8859_1);
                    from = at;
                    return line;
                }
            }
            int looked = at - from;
            fill();
            at = from + looked;
        }
    }

    private void need(int bytes) throws IOException {
        while (to - from < bytes) {
            fill();
        }
    }

    private void fill() throws IOException {
        if (from == to) {
            from = 0;
            to = 0;
        } else if (to == in.length) {
            byte[] target = to - from > in.length / 2 ? new byte[in.length * 2] : in;
            System.arraycopy(in, from, target, 0, to - from);
            in = target;
            to -= from;
            from = 0;
        }
        int count = channel.read(ByteBuffer.wrap(in, to, in.length - to));
        if (count < 0) {
            throw new IOException("the server closed the connection");
        }
        to += count;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
