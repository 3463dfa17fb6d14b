package io.natterjack.app.config.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigFileTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "1k, 1000",
        "1KB, 1024",
        "1ki, 1024",
        "2mib, 2097152",
        "3G, 3000000000",
        "1tb, 1099511627776",
        "-5, -5",
        "-1k, -1000",
        "0, 0"
    })
    void unitsMultiply(String text, long number) {
        assertEquals(new Value.Whole(number), valueOf("x: " + text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2h", "1.2.3.4:5", "foo.bar", "'a b'", "\"a\\x41\\n\"", "5e7bcd"})
    void theseAreStrings(String text) {
        assertEquals("string", valueOf("x: " + text).typeName());
    }

    @Test
    void aVariableIsLookedUpFromTheInsideOut() {
        Block root = parse("v: 1\nouter { v: 2, inner { v: 3, x: $v }, y: $v }\nz: $v")
                .root();
        Block outer = (Block) value(root, "outer");

        assertEquals(new Value.Whole(3), value((Block) value(outer, "inner"), "x"));
        assertEquals(new Value.Whole(2), value(outer, "y"));
        assertEquals(new Value.Whole(1), value(root, "z"));
    }

    @Test
    void aVariableMarksWhatItRefersTo() {
        Block root = parse("v: 1\nw: 1\nz: $v").root();

        assertTrue(token(root, "v").usedAsVariable());
        assertFalse(token(root, "w").usedAsVariable());
    }

    @Test
    void theEnvironmentIsReadAsValues() {
        Map<String, String> environment = Map.of("PORT", "4333", "NAME", "\"a b\"", "LIST", "[1 , 2 ]");
        Block root =
                ConfigFile.of("a: $PORT\nb: $NAME\nc: $LIST", environment::get).root();

        assertEquals(new Value.Whole(4333), value(root, "a"));
        assertEquals(new Value.Text("a b"), value(root, "b"));
        assertEquals("[]interface {}", value(root, "c").typeName());
    }

    @Test
    void variablesOfTheEnvironmentMayNotReferToEachOtherInACircle() {
        Map<String, String> environment = Map.of("A", "$B", "B", "$A");

        ConfigException refused = assertThrows(ConfigException.class, () -> ConfigFile.of("x: $A", environment::get));

        assertEquals(
                "variable reference for 'A' on line 1 could not be parsed: variable reference for 'B' on line 1 could "
                        + "not be parsed: variable reference for 'A' on line 1 could not be parsed: variable reference "
                        + "cycle for 'A'",
                refused.getMessage());
    }

    @Test
    void bcryptHashesNeedNoQuotes() {
        assertEquals(new Value.Text("$2a$11$abc"), valueOf("x: $2a$11$abc"));
    }

    @Test
    void anIncludedFileIsFoundBesideTheOneThatIncludesIt() throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        Files.writeString(folder.resolve("sub/inner.conf"), "include ../shared.conf\nb: 2\n");
        Files.writeString(folder.resolve("shared.conf"), "a: 1\n");
        Path main = Files.writeString(folder.resolve("main.conf"), "x { include 'sub/inner.conf' }\n");

        Block root = ConfigFile.read(main.toString(), _ -> null).root();

        Block x = (Block) value(root, "x");
        assertEquals(new Value.Whole(1), value(x, "a"));
        assertEquals(new Value.Whole(2), value(x, "b"));
        assertEquals(folder.resolve("shared.conf") + ":1:0", token(x, "a").position());
    }

    @Test
    void aFileThatIncludesItselfIsRefused() throws IOException {
        Path main = Files.writeString(folder.resolve("main.conf"), "include main.conf\n");

        ConfigException refused =
                assertThrows(ConfigException.class, () -> ConfigFile.read(main.toString(), _ -> null));

        assertTrue(String.valueOf(refused.getMessage()).endsWith("files include each other"));
    }

    @ParameterizedTest
    @CsvSource({
        "nothere.conf, open nothere.conf: no such file or directory",
        "/, read /: is a directory",
    })
    void aFileThatCannotBeReadIsNamed(String file, String complaint) {
        ConfigException refused = assertThrows(ConfigException.class, () -> ConfigFile.read(file, _ -> null));

        assertEquals(complaint, refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{ a", "a {", "x: {a: "})
    void nestingHasAnEnd(String level) {
        String deep = "x: " + level.repeat(100_000);

        assertThrows(ConfigException.class, () -> parse(deep));
    }

    @Test
    void theDigestDoesNotDependOnLayout() {
        assertEquals(
                parse("a: 1\nb { c: x }").digest(),
                parse("# c\nb = { 'c' : \"x\" }; a 1").digest());
    }

    /// Whatever the bytes are, they are read or refused.
    @Test
    void garbageIsRefusedProperly() {
        SplittableRandom random = new SplittableRandom(7);
        String alphabet = "ab1.-:={}[]()\"'\\#/$,; \n\r\tx\u00e9\u2028include";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            if (bytes.length > 0 && random.nextInt(4) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                assertNotNull(ConfigFile.parse(bytes, "", _ -> null).digest());
            } catch (ConfigException e) {
                assertNotNull(e.getMessage());
            }
        }
    }

    private static ConfigFile parse(String text) {
        return ConfigFile.of(text, _ -> null);
    }

    private static Value valueOf(String text) {
        return value(parse(text).root(), "x");
    }

    private static Value value(Block block, String key) {
        return token(block, key).value();
    }

    private static Token token(Block block, String key) {
        Token token = block.get(key);
        assertNotNull(token, key);
        return token;
    }
}
