package io.natterjack.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.app.config.options.FlagValues;
import io.natterjack.app.config.syntax.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A configuration is accepted or refused with the reference's words, and has the reference's digest.
final class ReferenceAnswersTest {
    @TempDir
    private Path folder;

    @Test
    void saysWhatTheReferenceSays() throws IOException {
        Path file = folder.resolve("c.conf");
        List<ReferenceAnswers.Case> cases = ReferenceAnswers.all();
        List<String> differences = new ArrayList<>();
        for (ReferenceAnswers.Case one : cases) {
            Files.writeString(file, one.text());
            List<String> answer = answer(file.toString());
            if (!answer.equals(one.answer())) {
                differences.add(one.text() + "\n  expected " + one.answer() + "\n  said     " + answer);
            }
        }

        assertTrue(cases.size() > 1000);
        assertEquals(List.of(), differences);
    }

    private static List<String> answer(String file) {
        String said;
        try {
            String digest =
                    Configuration.ofFile(file, FlagValues.NONE, _ -> null).check();
            said = "configuration file " + file + " is valid (" + digest + ")";
        } catch (ConfigException e) {
            said = String.valueOf(e.getMessage());
        }
        return said.replace(file, "c.conf")
                .lines()
                .filter(line -> !line.isEmpty())
                .sorted()
                .toList();
    }
}
