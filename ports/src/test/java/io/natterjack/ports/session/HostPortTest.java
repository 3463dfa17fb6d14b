package io.natterjack.ports.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HostPortTest {
    @ParameterizedTest
    @CsvSource({"localhost,4222,localhost:4222", "127.0.0.1,-1,127.0.0.1:-1", "::1,0,[::1]:0"})
    void readsLikeAnAddress(String host, int port, String expected) {
        assertEquals(expected, new HostPort(host, port).toString());
    }

    @Test
    void refusesPortsThatCannotBe() {
        assertThrows(IllegalArgumentException.class, () -> new HostPort("localhost", 65_536));
        assertThrows(IllegalArgumentException.class, () -> new HostPort("localhost", -2));
    }
}
