package io.natterjack.app.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SignalCommandTest {
    /// Processes that only note what is sent to them.
    private static final class Noted implements ProcessTable {
        private final List<Long> servers;
        private final List<String> sent = new ArrayList<>();

        Noted(Long... servers) {
            this.servers = List.of(servers);
        }

        @Override
        public List<Long> named(String name) {
            return servers;
        }

        @Override
        public void signal(long pid, String signal) throws IOException {
            if (pid == 999) {
                throw new IOException("no such process");
            }
            sent.add(signal + " " + pid);
        }
    }

    @ParameterizedTest
    @CsvSource({"stop, KILL", "quit, INT", "term, TERM", "reopen, USR1", "reload, HUP", "ldm, USR2"})
    void eachVerbIsASignal(String verb, String signal) {
        Noted one = new Noted(5L);

        new SignalCommand(one).send(verb);
        new SignalCommand(one).send(verb + "=6");

        assertEquals(List.of(signal + " 5", signal + " 6"), one.sent);
    }

    @Test
    void aFileHoldsThePid(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("pid"), "77");
        Noted none = new Noted();

        new SignalCommand(none).send("reload=" + file);

        assertEquals(List.of("HUP 77"), none.sent);
    }

    @Test
    void aPatternReachesEveryServerThatMatches() {
        Noted three = new Noted(12L, 123L, 21L);

        new SignalCommand(three).send("quit=12*");
        new SignalCommand(three).send("term=*");

        assertEquals(List.of("INT 12", "INT 123", "TERM 12", "TERM 123", "TERM 21"), three.sent);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "stop=x|invalid pid: x",
                "stop=1=2|invalid signal parameters: [2]",
                "stop|multiple nats-server processes running:⏎5⏎6",
                "stop=999|⏎signal \"stop\" 999: no such process",
                "foo=5|unknown signal \"foo\"",
            })
    void whatCannotBeSentIsSaid(String command, String complaint) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new SignalCommand(new Noted(5L, 6L)).send(command));

        assertEquals(complaint.replace("⏎", "\n"), refused.getMessage());
    }

    @Test
    void withoutAServerThereIsNobodyToSignal() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new SignalCommand(new Noted()).send("stop"));

        assertEquals("no nats-server processes running", refused.getMessage());
    }
}
