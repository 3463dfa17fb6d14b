package io.natterjack.domain.jetstream.error;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// Errors have the numbers and the words that clients know.
class JetStreamErrorTest {
    @Test
    void numbersHaveNoGap() {
        JetStreamError[] errors = JetStreamError.values();
        assertEquals(227, errors.length);
        for (int i = 0; i < errors.length; i++) {
            assertEquals(10_002 + i, errors[i].errCode());
        }
    }

    @Test
    void placesAreFilledInOrder() {
        assertEquals(
                "stream external delivery prefix d overlaps with stream subject {x}",
                JetStreamError.STREAM_EXTERNAL_DEL_PREFIX_OVERLAPS
                        .with("d", "{x}")
                        .description());
        assertEquals(
                "wrong last sequence: 7",
                JetStreamError.STREAM_WRONG_LAST_SEQUENCE.with(7).description());
        assertEquals("stream not found", JetStreamError.STREAM_NOT_FOUND.with().description());
    }
}
