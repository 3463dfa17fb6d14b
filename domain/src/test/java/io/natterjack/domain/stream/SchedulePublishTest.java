package io.natterjack.domain.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.stream.config.StreamConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// When messages can be asked to be published.
final class SchedulePublishTest {
    private final TestAccount account = new TestAccount();
    private final Stream stream = account.create(StreamConfig.named("S")
            .subjects("s.>")
            .features(features -> features.withSchedules(true))
            .access(access -> access.withRollup(true))
            .build());

    @ParameterizedTest
    @ValueSource(strings = {"@every 1s", "@every 1000000h", "@every 2562047h", "0 0 0 1 1 *", "@daily"})
    void aScheduleIsStored(String pattern) {
        assertEquals(
                "{\"stream\":\"S\",\"seq\":1}",
                account.ask(stream, "s.a", "x", "Nats-Schedule", pattern, "Nats-Schedule-Target", "s.b"));
    }

    @ParameterizedTest
    @CsvSource({"Local,", "UTC,", "Europe/Berlin,", "local,10223", "X/Y,10223"})
    void aCronPatternIsReadInAZoneThatThereIs(String zone, String error) {
        String answer = account.ask(
                stream,
                "s.a",
                "x",
                "Nats-Schedule",
                "0 0 0 1 1 *",
                "Nats-Schedule-Time-Zone",
                zone,
                "Nats-Schedule-Target",
                "s.b");

        assertTrue(answer.contains(error == null ? "\"seq\":1" : error), answer);
    }
}
