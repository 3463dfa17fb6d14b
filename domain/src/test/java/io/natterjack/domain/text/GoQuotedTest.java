package io.natterjack.domain.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// Quotes, as Go writes them.
final class GoQuotedTest {
    private static final String TEXT = "a\"\\\n\t\u0007\u0001\u007f é\u00a0€\u200b\ud83d\ude00";
    private static final String QUOTED = "\"a\\\"\\\\\\n\\t\\a\\x01\\x7f é\\u00a0€\\u200b\ud83d\ude00\"";

    private static String bytes(byte[] bytes) {
        return GoQuoted.bytes(bytes, 0, bytes.length);
    }

    @Test
    void whatCannotBePrintedIsEscaped() {
        assertEquals(QUOTED, GoQuoted.text(TEXT));
        assertEquals(QUOTED, bytes(TEXT.getBytes(UTF_8)));
    }

    @Test
    void bytesThatAreNoCharactersAreEscapedOneByOne() {
        assertEquals("\"a\\xe2\\x82b\\xff\"", bytes("a\u00e2\u0082b\u00ff".getBytes(ISO_8859_1)));
        assertEquals("\"\\xe2\"", bytes("\u00e2".getBytes(ISO_8859_1)));
    }
}
