package io.natterjack.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.natterjack.app.config.options.FlagValues;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandLineTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"-p 5", "-p=5", "--p 5", "--p=5", "-port 5", "--port=5", "-p 4 --port 5", "-p 0x5", "-p 05"})
    void allFormsOfAFlagAreTheSame(String line) {
        assertEquals(Map.of("port", 5L), run(line).flags().values());
    }

    @ParameterizedTest
    @CsvSource({"-D, true", "-D=false, false", "-debug=F, false", "--debug=1, true", "-D -D=0, false"})
    void aBooleanFlagTakesItsValueBehindAnEqualsSign(String line, boolean value) {
        assertEquals(Map.of("debug", value), run(line).flags().values());
    }

    @Test
    void aValueMayLookLikeAFlag() {
        assertEquals(
                Map.of("port", -1L, "user", "-x"),
                run("-p -1 --user -x").flags().values());
    }

    @Test
    void theConfigurationFileIsNamed() {
        assertEquals("a.conf", run("-js --config a.conf").configFile());
        assertEquals(new CommandLine.Run("", FlagValues.NONE), CommandLine.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-foo|flag provided but not defined: -foo",
                "--foo=1|flag provided but not defined: -foo",
                "-p abc|invalid value \"abc\" for flag -p: parse error",
                "-p 99999999999999999999|invalid value \"99999999999999999999\" for flag -p: value out of range",
                "-p|flag needs an argument: -p",
                "-D=maybe|invalid boolean value \"maybe\" for -D: parse error",
                "---p 3|bad flag syntax: ---p",
                "-=3|bad flag syntax: -=3",
                "-p 0b2|invalid value \"0b2\" for flag -p: parse error",
                "-p 1.5|invalid value \"1.5\" for flag -p: parse error",
            })
    void flagsThatCannotBeReadAreNamed(String line, String why) {
        assertEquals(new CommandLine.BadFlags(why), CommandLine.of(line.split(" ", -1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bar|unrecognized command: \"bar\"",
                "-p 5 bar -D|unrecognized command: \"bar\"",
                "-- -p|unrecognized command: \"-p\"",
                "-|unrecognized command: \"-\"",
                "-t|must specify [-c, --config] option to check configuration file syntax",
            })
    void whatCannotBeFollowedIsRefused(String line, String why) {
        assertEquals(new CommandLine.Refused(why), CommandLine.of(line.split(" ", -1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-v", "--version", "version", "VERSION", "-p 5 version", "-v -h", "-v foo"})
    void theVersionCanBeAskedFor(String line) {
        assertInstanceOf(CommandLine.ShowVersion.class, CommandLine.of(line.split(" ", -1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-h", "--help", "help"})
    void helpCanBeAskedFor(String line) {
        assertInstanceOf(CommandLine.ShowHelp.class, CommandLine.of(line.split(" ", -1)));
    }

    @Test
    void aSignalGoesBeforeTheConfiguration() {
        assertEquals(new CommandLine.Signal("reload=5"), CommandLine.of("--signal", "reload=5", "-c", "a.conf", "-t"));
    }

    @Test
    void aConfigurationFileCanBeChecked() {
        assertEquals(
                "a.conf",
                assertInstanceOf(CommandLine.Check.class, CommandLine.of("-t", "-c", "a.conf"))
                        .configFile());
    }

    private static CommandLine.Run run(String line) {
        return assertInstanceOf(CommandLine.Run.class, CommandLine.of(line.split(" ", -1)));
    }
}
