package io.natterjack.domain.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the text of a CONNECT says.
final class ConnectOptionsTest {
    @Test
    void namesOfFieldsMayBeInAnyCaseAndValuesStayAsTheyAre() {
        ConnectOptions options = read("""
                {"VERBOSE":false,"Name":"An\\"N : {","LANG":"Go","nested":{"Lang":"C",\
                "list":["USER",{"Pass":1}]},"User":"Ann"}""");

        assertNotNull(options);
        assertFalse(options.verbose());
        assertEquals(
                "An\"N : {|Go|Ann|", String.join("|", options.name(), options.lang(), options.user(), options.pass()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", " null\t", "{}", " { } "})
    void anEmptyMessageChangesNothing(String text) {
        assertEquals(ConnectOptions.INITIAL, read(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{} {}", "{}x", "[]", "nul", "nullx", "", "{\"verbose\":false", "{\"name\":\"a\\\"", "}{"})
    void whatIsNoObjectAloneIsRefused(String text) {
        assertNull(read(text));
    }

    private static @Nullable ConnectOptions read(String text) {
        byte[] bytes = ("##" + text + "##").getBytes(UTF_8);
        return ConnectOptions.INITIAL.with(bytes, 2, bytes.length - 2);
    }
}
