package io.natterjack.domain.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natterjack.domain.agenda.EpochNanos;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Moments, as Go writes them.
final class GoTimeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "1970-01-01T00:00:00.1Z",
                "1970-01-01T00:00:00.000000001Z",
                "1969-12-31T23:59:59.999999999Z",
                "2000-02-29T12:00:00.00012Z",
                "2100-03-01T00:00:00Z",
                "0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999999Z"
            })
    void aSecondHasAsManyDigitsAsItNeeds(String text) {
        assertEquals(text, GoTime.text(Instant.parse(text)));
    }

    @Test
    void everyMomentIsReadBack() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 10_000; i++) {
            long nanos = random.nextLong();
            assertEquals(nanos, EpochNanos.of(Instant.parse(GoTime.text(nanos))));
        }
    }
}
