package io.natterjack.domain.text;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Numbers on the wire.
final class DigitsTest {
    private static void writes(long number) {
        byte[] bytes = new byte[Digits.LENGTH_MAX + 1];
        int end = Digits.write(number, bytes, 1);
        assertEquals(Long.toString(number), new String(bytes, 1, end - 1, US_ASCII));
        assertEquals(number, Digits.parse(bytes, 1, end));
    }

    @Test
    void numbersOfEveryLengthAreReadBack() {
        SplittableRandom random = new SplittableRandom(1);
        writes(0);
        writes(Long.MAX_VALUE);
        for (long bound = 1; bound > 0; bound *= 10) {
            writes(bound);
            writes(bound - 1);
            if (bound > Long.MAX_VALUE / 10) {
                break;
            }
        }
        for (int i = 0; i < 10_000; i++) {
            writes(random.nextLong() >>> (1 + random.nextInt(63)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", "1.5", "1a", "9223372036854775808", "99999999999999999999"})
    void anythingElseIsNone(String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        assertEquals(Digits.NONE, Digits.parse(bytes, 0, bytes.length));
    }
}
