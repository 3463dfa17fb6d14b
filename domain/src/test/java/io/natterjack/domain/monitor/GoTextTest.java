package io.natterjack.domain.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natterjack.domain.monitor.text.GoText;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Times, durations and numbers, as Go writes them.
final class GoTextTest {
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
        assertEquals(text, GoText.uptime(Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "1, 1ns",
        "999, 999ns",
        "1000, 1µs",
        "1500, 1.5µs",
        "685000, 685µs",
        "105599371, 105.599371ms",
        "1000000000, 1s",
        "1500000000, 1.5s",
        "60000000000, 1m0s",
        "3602500000000, 1h0m2.5s",
        "-1500, -1.5µs",
        "-9223372036854775808, -2562047h47m16.854775808s",
        "9223372036854775807, 2562047h47m16.854775807s"
    })
    void duration(long nanos, String text) {
        assertEquals(text, GoText.duration(nanos));
    }

    @ParameterizedTest
    @CsvSource({"0, 1970-01-01T00:00:00Z", "100000000, 1970-01-01T00:00:00.1Z", "1, 1970-01-01T00:00:00.000000001Z"})
    void time(long nanos, String text) {
        assertEquals(text, GoText.time(Instant.EPOCH.plusNanos(nanos)));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "2, 2", "2.5, 2.5", "100, 100", "-0.0, 0", "NaN, 0", "1e9, 1000000000"})
    void number(double value, String text) {
        assertEquals(text, GoText.number(value).toString());
    }
}
