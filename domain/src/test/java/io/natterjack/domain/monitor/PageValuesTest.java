package io.natterjack.domain.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natterjack.domain.monitor.text.PageValues;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Times and numbers, as pages show them.
final class PageValuesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "59, 59s",
        "60, 1m0s",
        "3600, 1h0m0s",
        "86400, 1d0h0m0s",
        "93784, 1d2h3m4s",
        "31536000, 1y0d0h0m0s",
        "31629784, 1y1d2h3m4s",
        "-5, 0s"
    })
    void uptime(long seconds, String text) {
        assertEquals(text, PageValues.uptime(Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "2, 2", "2.5, 2.5", "100, 100", "-0.0, 0", "NaN, 0", "1e9, 1000000000"})
    void number(double value, String text) {
        assertEquals(text, PageValues.number(value).toString());
    }
}
