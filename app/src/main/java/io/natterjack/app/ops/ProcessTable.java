package io.natterjack.app.ops;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The processes of a machine.
interface ProcessTable {
    /// @throws IOException if they cannot be looked up
    List<Long> named(String name) throws IOException;

    /// @param signal · such as `HUP`
    /// @throws IOException with the reason
    void signal(long pid, String signal) throws IOException;

    /// Those of this machine, by the tools `pgrep` and `kill`.
    final class OfThisMachine implements ProcessTable {
        @Override
        public List<Long> named(String name) throws IOException {
            long self = ProcessHandle.current().pid();
            return run("pgrep", name)
                    .output()
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .map(Long::valueOf)
                    .filter(pid -> pid != self)
                    .toList();
        }

        @Override
        public void signal(long pid, String signal) throws IOException {
            if (ProcessHandle.of(pid).isEmpty()) {
                throw new IOException("no such process");
            }
            Finished kill = run("kill", "-s", signal, Long.toString(pid));
            if (kill.exitCode() != 0) {
                boolean gone = ProcessHandle.of(pid).isEmpty();
                throw new IOException(gone ? "no such process" : "operation not permitted");
            }
        }

        private record Finished(int exitCode, String output) {}

        private static Finished run(String... command) throws IOException {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var in = process.getInputStream()) {
                String output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                return new Finished(process.waitFor(), output);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }
}
