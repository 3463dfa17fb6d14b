package io.natterjack.app.config.syntax;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.natterjack.app.config.options.FlagValues;
import io.natterjack.app.config.section.OptionsReader;
import java.util.Map;

/// Whatever a configuration holds, it is read or refused: nothing else is ever thrown, and nothing takes for ever.
///
/// The build runs the inputs that are kept beside the test's resources. `./mvnw -Pfuzz` looks for new ones, for ten
/// minutes.
final class ConfigFuzzTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("A", "$B", "B", "[$A , 1 ]", "C", "x y");

    @FuzzTest(maxDuration = "10m")
    void readsOrRefuses(byte[] text) {
        try {
            ConfigFile file = ConfigFile.parse(text, "", ENVIRONMENT::get);
            OptionsReader.Result result = OptionsReader.read(file, FlagValues.NONE);
            assertNotNull(result.options() == null ? result.findings().report() : result.options());
        } catch (ConfigException e) {
            assertNotNull(e.getMessage());
        }
    }
}
