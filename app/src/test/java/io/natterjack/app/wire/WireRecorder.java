package io.natterjack.app.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Rewrites `.wire` files with what a reference executable answers: `WireRecorder EXECUTABLE FILE...`.
final class WireRecorder {
    private WireRecorder() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        for (String file : List.of(args).subList(1, args.length)) {
            record(Path.of(args[0]), Path.of(file));
        }
    }

    private static void record(Path executable, Path file) throws IOException, InterruptedException {
        WireScript script = WireScript.parse(String.valueOf(file.getFileName()), Files.readAllLines(file));
        Path folder = Files.createTempDirectory("wire-record");
        var lines = new ArrayList<>(script.preface());
        try (WireServer server = WireServer.start(executable, folder, script.config())) {
            for (WireScript.Dialogue dialogue : script.dialogues()) {
                try (var play = new WireDialogue(server.port())) {
                    lines.add("== " + dialogue.title());
                    play.record(dialogue.steps()).stream()
                            .map(WireScript::written)
                            .forEach(lines::add);
                    lines.add("");
                }
            }
        } finally {
            delete(folder);
        }
        lines.removeLast();
        Files.write(file, lines);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(WireRecorder::deleteFile);
        }
        Files.delete(folder);
    }

    private static void deleteFile(Path file) {
        try {
            Files.delete(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
