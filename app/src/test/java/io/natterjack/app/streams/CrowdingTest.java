package io.natterjack.app.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How often a thread looks out on a machine that is more or less busy.
final class CrowdingTest {
    private static final int WAITS = 10_000;
    private static final int SETTLING = 1_500;

    private final Crowding crowding = new Crowding();

    /// Waits many times.
    ///
    /// @param others · the share of a look-out that others take, on the average
    /// @return how often it looked out
    private int lookOuts(double others, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int lookOuts = 0;
        for (int i = 0; i < WAITS; i++) {
            if (!crowding.isCrowded()) {
                lookOuts++;
                long nanos = 20_000L + random.nextInt(100_000);
                crowding.lookedOut(nanos, random.nextDouble() < others ? nanos * 9 / 10 : nanos / 100);
            }
        }
        return lookOuts;
    }

    @ParameterizedTest(name = "others take {0} of the time, seed {1}")
    @CsvSource({"0, 1", "0.1, 2", "0.2, 3"})
    void onAMachineThatIsHalfIdleItLooksOut(double others, long seed) {
        int lookOuts = lookOuts(others, seed);
        assertTrue(lookOuts > WAITS * 9 / 10, lookOuts + " times");
    }

    @ParameterizedTest(name = "others take {0} of the time, seed {1}")
    @CsvSource({"0.7, 1", "0.9, 2", "1, 3"})
    void onABusyMachineItTriesNowAndThen(double others, long seed) {
        int lookOuts = lookOuts(others, seed);
        assertTrue(lookOuts > 0 && lookOuts < WAITS / 10, lookOuts + " times");
    }

    @ParameterizedTest(name = "seed {0}")
    @CsvSource({"1", "2", "3"})
    void itNoticesThatTheCrowdHasGone(long seed) {
        lookOuts(1, seed);
        assertTrue(lookOuts(0, seed) > WAITS - SETTLING);
        assertEquals(WAITS, lookOuts(0, seed));
    }
}
