package io.natterjack.app.log;

import io.natterjack.domain.text.GoQuoted;
import io.natterjack.ports.observe.ServerLog.Level;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Appends to a file. One that grew beyond its limit is put aside under its name and the time, and a new one begun.
final class FileTarget implements LogTarget {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy.MM.dd.HH.mm.ss.nnnnnnnnn");
    private static final Pattern STAMPED = Pattern.compile("\\.\\d{4}(\\.\\d{2}){5}\\.\\d{1,9}");

    private final Path file;
    private final String name;
    private final LineBuffer buffer;
    private final long sizeBytesMax;
    private final long filesMax;
    private final InstantSource clock;
    private FileChannel channel;
    private long sizeBytes;

    /// @param sizeBytesMax · 0 for no limit
    /// @param filesMax     · how many files there may be, the current one included; 0 for any number
    /// @throws IOException if the file cannot be opened
    FileTarget(String name, LineBuffer buffer, long sizeBytesMax, long filesMax, InstantSource clock)
            throws IOException {
        this.file = Path.of(name);
        this.name = name;
        this.buffer = buffer;
        this.sizeBytesMax = sizeBytesMax;
        this.filesMax = filesMax;
        this.clock = clock;
        this.channel = open();
        this.sizeBytes = channel.size();
        if (sizeBytesMax > 0 && sizeBytes > sizeBytesMax) {
            write(Level.INF, "Rotating logfile...");
        }
    }

    @Override
    public void write(Level level, String line) throws IOException {
        writeLine(level, line, "\n");
        if (sizeBytesMax > 0 && sizeBytes > sizeBytesMax) {
            rotate();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private FileChannel open() throws IOException {
        Set<StandardOpenOption> options =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return FileChannel.open(
                    file, options, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
        }
        return FileChannel.open(file, options);
    }

    private void writeLine(Level level, String line, String end) throws IOException {
        buffer.fill(level, line, end);
        ByteBuffer bytes = ByteBuffer.wrap(buffer.bytes(), 0, buffer.length());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        sizeBytes += buffer.length();
    }

    private void rotate() throws IOException {
        channel.close();
        String aside = name + "." + STAMP.format(LocalDateTime.ofInstant(clock.instant(), ZoneId.systemDefault()));
        IOException failed = null;
        try {
            Files.move(file, Path.of(aside));
        } catch (IOException e) {
            failed = e;
        }
        channel = open();
        sizeBytes = failed == null ? 0 : channel.size();
        if (failed != null) {
            writeLine(Level.ERR, "Unable to rename logfile for rotation (" + failed + ")", "\r\n");
            // As many bytes again until the next attempt.
            sizeBytes = 0;
            return;
        }
        writeLine(Level.INF, "Rotated log, backup saved as " + GoQuoted.text(aside), "\r\n");
        if (filesMax > 0) {
            purge();
        }
    }

    private void purge() throws IOException {
        for (Path old : surplus()) {
            try {
                Files.delete(old);
                writeLine(
                        Level.INF,
                        "Purged log file " + GoQuoted.text(old.getFileName().toString()),
                        "\r\n");
            } catch (IOException e) {
                writeLine(
                        Level.ERR,
                        "Unable to remove backup log file "
                                + GoQuoted.text(old.getFileName().toString()) + " (" + e
                                + "), will attempt next rotation",
                        "\r\n");
                return;
            }
        }
    }

    private List<Path> surplus() throws IOException {
        String base = String.valueOf(file.getFileName());
        Path folder = file.toAbsolutePath().getParent();
        try (Stream<Path> files = Files.list(folder == null ? Path.of("/") : folder)) {
            List<Path> aside =
                    files.filter(path -> isAside(path, base)).sorted().toList();
            return aside.subList(0, (int) Math.max(0, aside.size() - (filesMax - 1)));
        }
    }

    private static boolean isAside(Path path, String base) {
        String candidate = String.valueOf(path.getFileName());
        return candidate.startsWith(base)
                && STAMPED.matcher(candidate.substring(base.length())).matches();
    }
}
