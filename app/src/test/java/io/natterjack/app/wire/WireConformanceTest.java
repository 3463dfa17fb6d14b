package io.natterjack.app.wire;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every dialogue of every `.wire` file goes as it went with the reference server.
final class WireConformanceTest {
    private static final Path SCRIPTS = Path.of("src/test/resources/wire");
    private static final Path SERVER = Path.of(System.getProperty("wire.server", "../bin/nats-server"));

    static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void answersAsTheReferenceDoes(Path file, @TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(SERVER), "there is no " + SERVER + " to talk to");
        WireScript script = WireScript.parse(file.toString(), Files.readAllLines(file));
        try (WireServer server = WireServer.start(SERVER, folder, script.config())) {
            assertAll(script.dialogues().stream().map(dialogue -> replaying(dialogue, server.port())));
        }
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
