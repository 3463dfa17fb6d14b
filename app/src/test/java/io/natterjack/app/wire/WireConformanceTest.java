package io.natterjack.app.wire;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every dialogue of every `.wire` file goes as it went with the reference server. `-Dwire.server=FILE` replays them
/// against an executable instead of the server in this JVM.
final class WireConformanceTest {
    private static final Path SCRIPTS = Path.of("src/test/resources/wire");
    private static final @Nullable String EXECUTABLE = System.getProperty("wire.server");

    static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void answersAsTheReferenceDoes(Path file, @TempDir Path folder) throws IOException, InterruptedException {
        WireScript script = WireScript.parse(file.toString(), Files.readAllLines(file));
        try (WireServer server = start(script.config(), folder)) {
            assertAll(script.dialogues().stream().map(dialogue -> replaying(dialogue, server.port())));
        }
    }

    private static WireServer start(String config, Path folder) throws IOException, InterruptedException {
        return EXECUTABLE == null ? WireServer.embedded(config) : WireServer.start(Path.of(EXECUTABLE), folder, config);
    }

    private static Executable replaying(WireScript.Dialogue dialogue, int port) {
        String expected = String.join(
                "\n", dialogue.steps().stream().map(WireScript::written).toList());
        return () -> {
            try (var play = new WireDialogue(port)) {
                assertEquals(expected, String.join("\n", play.replay(dialogue.steps())), dialogue.title());
            }
        };
    }
}
