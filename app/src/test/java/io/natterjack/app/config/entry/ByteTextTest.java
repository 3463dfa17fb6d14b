package io.natterjack.app.config.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ByteTextTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "-1, -1 B",
        "1023, 1023 B",
        "1024, 1.00 KB",
        "1000000000, 953.67 MB",
        "1500000000, 1.40 GB",
        "1099511627776, 1.00 TB",
        "9223372036854775807, 8.00 EB",
    })
    void looksAsInTheReference(long bytes, String text) {
        assertEquals(text, ByteText.of(bytes));
    }
}
