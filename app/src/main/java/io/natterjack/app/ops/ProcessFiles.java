package io.natterjack.app.ops;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// The files by which others find a running server: the pid file and the ports file.
public final class ProcessFiles {
    private final long pid;
    private final String executable;

    /// @param executable · the file name of the program that was started
    public ProcessFiles(long pid, String executable) {
        this.pid = pid;
        this.executable = executable;
    }

    /// Those of this process.
    ///
    /// A launcher that goes by another name than `nats-server` tells it in the system property
    /// `natterjack.executable`.
    public static ProcessFiles ofThisProcess() {
        String executable = System.getProperty("natterjack.executable", "nats-server");
        return new ProcessFiles(
                ProcessHandle.current().pid(),
                String.valueOf(Path.of(executable).getFileName()));
    }

    public long pid() {
        return pid;
    }

    public String executable() {
        return executable;
    }

    /// Writes the pid: digits and nothing else.
    ///
    /// @throws IOException with a message for the log
    public void writePid(String file) throws IOException {
        write(Path.of(file), Long.toString(pid));
    }

    /// Where the ports file of this process is.
    public Path portsFile(String folder) {
        return Path.of(folder, executable + "_" + pid + ".ports");
    }

    /// Writes the ports file, at once or not at all: who sees it can read it.
    ///
    /// @throws IOException with a message for the log
    public void writePorts(String folder, ServerUrls urls) throws IOException {
        Path file = portsFile(folder);
        Path unfinished = Path.of(file + ".tmp");
        try {
            write(unfinished, urls.json());
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IOException("Error writing ports file (" + file + "): " + e.getMessage(), e);
        }
    }

    /// @throws IOException with a message for the log
    public void deletePorts(String folder) throws IOException {
        Path file = portsFile(folder);
        try {
            Files.delete(file);
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "Error cleaning up ports file " + file + ": remove " + file + ": no such file or directory", e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        try {
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw new IOException("open " + file + ": no such file or directory", e);
        }
    }
}
