package io.natterjack.app.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A disk that is soon full, where mounting is permitted.
public final class SmallDisk {
    private SmallDisk() {}

    /// Makes a folder that is a disk of its own. Where that is not possible, the test is skipped.
    ///
    /// @param megabytes · that it has
    public static void mount(Path folder, int megabytes) throws IOException, InterruptedException {
        Files.createDirectory(folder);
        String why = command("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
        assumeTrue(why.isEmpty(), () -> "a small disk cannot be mounted here: " + why);
    }

    /// What a killed server had open is closed a moment later.
    public static void unmount(Path folder) throws IOException, InterruptedException {
        command("umount", "--lazy", folder.toString());
    }

    /// @return empty if it went well, else what it said
    private static String command(String... words) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(words).redirectErrorStream(true).start();
        } catch (IOException missing) {
            return String.valueOf(missing.getMessage());
        }
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return process.waitFor() == 0 ? "" : "exit " + process.exitValue() + ": " + said;
    }
}
