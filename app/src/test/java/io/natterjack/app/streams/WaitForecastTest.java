package io.natterjack.app.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a thread expects of its next wait.
final class WaitForecastTest {
    private static final long SHORT_NANOS = 100;
    private static final int WAITS = 1_000;

    private final WaitForecast forecast = new WaitForecast(SHORT_NANOS);

    /// How often it was wrong.
    private int wrong(long... waitsNanos) {
        int wrong = 0;
        for (int i = 0; i < WAITS; i++) {
            long wait = waitsNanos[i % waitsNanos.length];
            wrong += forecast.isShort() == wait < SHORT_NANOS ? 0 : 1;
            forecast.was(wait);
        }
        return wrong;
    }

    @ParameterizedTest(name = "waits of {0}, {1} and {2} ns again and again")
    @CsvSource({"20, 20, 20", "500, 500, 500", "20, 500, 500", "20, 20, 500"})
    void whatRepeatsItselfIsLearned(long first, long second, long third) {
        assertEquals(0, Math.max(0, wrong(first, second, third) - 4), "wrong at the beginning only");
    }

    @ParameterizedTest(name = "{0} ns for the disk, then 20 ns for the publisher")
    @ValueSource(longs = {150, 100_000})
    void aDiskAndAPublisherInTurnsAreLearned(long disk) {
        assertEquals(0, Math.max(0, wrong(disk, 20) - 4), "wrong at the beginning only");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void aRareShortWaitRaisesNoHopeForLong(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int hopes = 0;
        for (int i = 0; i < WAITS; i++) {
            hopes += forecast.isShort() ? 1 : 0;
            forecast.was(random.nextInt(50) == 0 ? 20 : 500);
        }
        assertEquals(0, hopes / (WAITS / 20), hopes + " hopes");
    }
}
