package io.natterjack.app.log;

import io.natterjack.ports.observe.ServerLog.Level;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Sends lines to a syslog daemon, of this machine or of another.
final class SyslogTarget implements LogTarget {
    private static final DateTimeFormatter LOCAL_TIME = DateTimeFormatter.ofPattern("MMM d HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter REMOTE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX");
    private static final List<String> LOCAL_SOCKETS = List.of("/dev/log", "/var/run/syslog", "/var/run/log");
    private static final int DAEMON = 3 << 3;

    private final List<String> localSockets;
    private final @Nullable URI remote;
    private final String tag;
    private final InstantSource clock;
    private WritableByteChannel channel;

    /// @param url · `udp://host:port`, `tcp://host:port` or `unix:///path`; null for this machine's daemon
    /// @throws IOException if the daemon cannot be reached or the URL is none of these
    SyslogTarget(@Nullable String url, String tag, long pid, InstantSource clock) throws IOException {
        this(url, LOCAL_SOCKETS, tag, pid, clock);
    }

    /// @param localSockets · where this machine's daemon may listen, the likeliest first
    SyslogTarget(@Nullable String url, List<String> localSockets, String tag, long pid, InstantSource clock)
            throws IOException {
        this.localSockets = localSockets;
        this.remote = url == null ? null : URI.create(url);
        this.tag = tag + "[" + pid + "]: ";
        this.clock = clock;
        this.channel = connect();
    }

    @Override
    public void write(Level level, String line) throws IOException {
        byte[] message = message(level, line).getBytes(StandardCharsets.UTF_8);
        try {
            channel.write(ByteBuffer.wrap(message));
        } catch (IOException _) {
            channel.close();
            channel = connect();
            channel.write(ByteBuffer.wrap(message));
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private String message(Level level, String line) {
        ZonedDateTime now = clock.instant().atZone(ZoneId.systemDefault());
        String end = line.endsWith("\n") ? "" : "\n";
        if (remote == null) {
            return "<" + (DAEMON + severity(level)) + ">" + padded(LOCAL_TIME.format(now)) + " " + tag + line + end;
        }
        return "<" + severity(level) + ">" + REMOTE_TIME.format(now) + " " + hostName() + " " + tag + line + end;
    }

    /// Days of one digit stand behind two blanks.
    private static String padded(String time) {
        return time.charAt(5) == ' ' ? time.substring(0, 4) + " " + time.substring(4) : time;
    }

    private static int severity(Level level) {
        return switch (level) {
            case FTL -> 2;
            case ERR -> 3;
            case WRN -> 4;
            case INF, TRC -> 5;
            case DBG -> 7;
        };
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "localhost";
        }
    }

    private WritableByteChannel connect() throws IOException {
        if (remote == null) {
            return connectLocally();
        }
        String scheme = String.valueOf(remote.getScheme());
        return switch (scheme) {
            case "udp" -> DatagramChannel.open().connect(address(remote));
            case "tcp" -> SocketChannel.open(address(remote));
            case "unix" -> unix(Path.of(remote.getPath()));
            default -> throw new IOException("invalid network type: \"" + scheme + "\"");
        };
    }

    private WritableByteChannel connectLocally() throws IOException {
        for (String path : localSockets) {
            try {
                return UnixDatagrams.connect(path);
            } catch (IOException _) {
                // The next one may do.
            }
        }
        for (String path : localSockets) {
            try {
                return unix(Path.of(path));
            } catch (IOException _) {
                // The next one may do.
            }
        }
        throw new IOException("Unix syslog delivery error");
    }

    private static WritableByteChannel unix(Path path) throws IOException {
        SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            socket.connect(UnixDomainSocketAddress.of(path));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static InetSocketAddress address(URI url) {
        return new InetSocketAddress(url.getHost(), url.getPort());
    }
}
