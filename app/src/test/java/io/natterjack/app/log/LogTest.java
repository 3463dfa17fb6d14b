package io.natterjack.app.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.app.config.options.LogOptions;
import io.natterjack.ports.observe.ServerLog.Level;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LogTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-20T05:12:00.174224999Z"));

    @TempDir
    private Path folder;

    @Test
    void aLineHasPidTimeAndLevel() throws IOException {
        assertEquals("[42] 2026/11/20 05:12:00.174224 [INF] text\n", line(true, false, Level.INF, "text"));
        assertEquals("[42] [WRN] text\n", line(false, false, Level.WRN, "text\n"));
        assertEquals("[42] [TRC] caf\u00e9 \u2603 x\n", line(false, false, Level.TRC, "caf\u00e9 \u2603 x"));
    }

    @ParameterizedTest
    @EnumSource
    void levelsAreColouredOnATerminal(Level level) throws IOException {
        String colour = switch (level) {
            case INF -> "32";
            case DBG -> "36";
            case WRN -> "0;93";
            case ERR, FTL -> "31";
            case TRC -> "33";
        };

        assertEquals("[42] [\u001b[" + colour + "m" + level + "\u001b[0m] x\n", line(false, true, level, "x"));
    }

    @Test
    void longLinesAreWhole() throws IOException {
        String text = "x".repeat(100_000);

        assertEquals("[42] [ERR] " + text + "\n", line(false, false, Level.ERR, text));
    }

    @Test
    void theTimeMovesOn() throws IOException {
        Instant[] now = {Instant.parse("2026-12-31T23:59:59.999999Z")};
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StandardErrorTarget target = new StandardErrorTarget(new LineBuffer(1, true, true, false, () -> now[0]), out);

        target.write(Level.INF, "a");
        now[0] = Instant.parse("2027-01-01T00:00:00.000001Z");
        target.write(Level.INF, "b");

        assertEquals("[1] 2026/12/31 23:59:59.999999 [INF] a\n[1] 2027/01/01 00:00:00.000001 [INF] b\n", text(out));
    }

    @Test
    void debugAndTraceAreOffUnlessAskedFor() throws IOException {
        Path file = folder.resolve("a.log");
        try (Log log = new Log(toFile(file, 0, 0, false), 7, "nats-server", CLOCK)) {
            log.debug("no");
            log.log(Level.TRC, "no");
            log.reconfigure(toFile(file, 0, 0, true));
            log.debug("yes");
            assertTrue(log.isOn(Level.DBG));
            assertFalse(log.isOn(Level.TRC));
        }

        assertEquals("[7] [DBG] yes\n", Files.readString(file));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void aFileThatIsMovedAwayIsOpenedAgain() throws IOException {
        Path file = folder.resolve("a.log");
        try (Log log = new Log(toFile(file, 0, 0, false), 7, "nats-server", CLOCK)) {
            log.info("one");
            Files.move(file, folder.resolve("b.log"));
            log.info("two");
            log.reopen();
            log.info("three");
        }

        assertEquals("[7] [INF] one\n[7] [INF] two\n", Files.readString(folder.resolve("b.log")));
        assertEquals("[7] [INF] File log re-opened\n[7] [INF] three\n", Files.readString(file));
    }

    @Test
    void aFileBeyondItsLimitIsPutAside() throws IOException {
        Path file = folder.resolve("a.log");
        try (Log log = new Log(toFile(file, 20, 0, false), 7, "nats-server", CLOCK)) {
            log.info("0123456789");
            log.info("next");
        }

        Path aside = only(files().stream().filter(path -> !path.equals(file)).toList());
        assertTrue(
                aside.getFileName().toString().matches("a\\.log\\.\\d{4}(\\.\\d\\d){5}\\.174224999"), aside::toString);
        assertEquals("[7] [INF] 0123456789\n", Files.readString(aside));
        assertEquals(
                "[7] [INF] Rotated log, backup saved as \"" + aside + "\"\r\n",
                Files.readString(file).lines().findFirst().orElse("") + "\r\n");
    }

    @Test
    void oldFilesAreDeleted() throws IOException {
        Path file = folder.resolve("a.log");
        Instant[] now = {Instant.parse("2026-01-01T00:00:00Z")};
        try (Log log = new Log(toFile(file, 20, 3, false), 7, "nats-server", () -> now[0])) {
            for (int i = 0; i < 12; i++) {
                now[0] = now[0].plusSeconds(1);
                log.info("line number " + i);
            }
        }

        assertEquals(3, files().size());
    }

    @Test
    void aLogThatCannotBeOpenedIsReported() {
        Path nowhere = folder.resolve("none/a.log");

        assertThrows(IOException.class, () -> new Log(toFile(nowhere, 0, 0, false), 7, "nats-server", CLOCK));
    }

    @Test
    void anotherMachineGetsDatagrams() throws IOException {
        try (DatagramChannel receiver = DatagramChannel.open()) {
            receiver.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = ((InetSocketAddress) receiver.getLocalAddress()).getPort();
            LogOptions remote = new LogOptions(
                    false, false, false, false, true, true, null, 0, 0, false, "udp://127.0.0.1:" + port, 0);
            try (Log log = new Log(remote, 7, "nats-server", CLOCK)) {
                log.warn("careful");
            }
            ByteBuffer bytes = ByteBuffer.allocate(1000);
            receiver.receive(bytes);
            String message = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
            assertTrue(message.matches("<4>2026-11-20T\\S+ \\S+ nats-server\\[7]: careful\n"), () -> "got " + message);
        }
    }

    private static String line(boolean time, boolean colours, Level level, String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new StandardErrorTarget(new LineBuffer(42, time, true, colours, CLOCK), out).write(level, text);
        return text(out);
    }

    private static String text(ByteArrayOutputStream out) {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static LogOptions toFile(Path file, long sizeMax, long filesMax, boolean debug) {
        return new LogOptions(
                debug, false, false, false, false, true, file.toString(), sizeMax, filesMax, false, null, 0);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static Path only(List<Path> files) {
        assertEquals(1, files.size(), files::toString);
        return files.getFirst();
    }
}
