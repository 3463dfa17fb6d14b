package io.natterjack.domain.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Durations, as Go reads and writes them.
final class GoDurationTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1ns, 1",
        "1.5us, 1500",
        "2µs, 2000",
        "300ms, 300000000",
        "1.5s, 1500000000",
        "2m, 120000000000",
        "1h2m3s, 3723000000000",
        "-2s, -2000000000",
        "+1s, 1000000000",
        ".5s, 500000000",
        "1.s, 1000000000",
        "0.29s, 290000000",
        "1.0000000000000000000000000000000000009s, 1000000000",
        "9223372036854775807ns, 9223372036854775807",
    })
    void readsNumbersWithUnits(String text, long nanos) {
        assertEquals(nanos, GoDuration.parse(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5|time: missing unit in duration \"5\"",
                "5x|time: unknown unit \"x\" in duration \"5x\"",
                "5 s|time: unknown unit \" s\" in duration \"5 s\"",
                "s|time: invalid duration \"s\"",
                "''|time: invalid duration \"\"",
                ".s|time: invalid duration \".s\"",
                "-|time: invalid duration \"-\"",
                "99999999999h|time: invalid duration \"99999999999h\"",
                "9223372036s1s|time: invalid duration \"9223372036s1s\"",
            })
    void refusesTheRestWithTheReferencesWords(String text, String complaint) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> GoDuration.parse(text));

        assertEquals(complaint, refused.getMessage());
    }

    @Test
    void whatIsNoneIsNone() {
        assertEquals(GoDuration.NONE, GoDuration.parseOrNone("soon"));
        assertEquals(-1, GoDuration.parseOrNone("-1ns"));
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
        "-1500000000, -1.5s",
        "7200000000000, 2h0m0s",
        "60000000000, 1m0s",
        "3602500000000, 1h0m2.5s",
        "-1500, -1.5µs",
        "-9223372036854775808, -2562047h47m16.854775808s",
        "9223372036854775807, 2562047h47m16.854775807s"
    })
    void printsThemAsTheReferenceDoes(long nanos, String text) {
        assertEquals(text, GoDuration.text(nanos));
    }
}
