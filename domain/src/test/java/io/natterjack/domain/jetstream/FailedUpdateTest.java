package io.natterjack.domain.jetstream;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.natterjack.domain.broker.TestBroker;
import io.natterjack.domain.broker.TestClient;
import org.junit.jupiter.api.Test;

/// A stream whose storage takes no change stays what it was.
final class FailedUpdateTest {
    private final TestBroker broker = TestBroker.withStreams();
    private final TestClient client = broker.client();

    @Test
    void whatItHasReservedStaysReserved() {
        String body = "{\"name\":\"S\",\"max_bytes\":1000}";
        client.says("PUB $JS.API.STREAM.CREATE.S _R " + body.length() + "\r\n" + body + "\r\n");
        broker.settles();
        AccountStreams account = requireNonNull(broker.broker().jetStream())
                .accounts()
                .iterator()
                .next();
        HostedStream hosted = requireNonNull(account.find("S"));
        assertEquals(1000, account.usage().lastingReservedBytes());

        hosted.stream().close();

        assertThrows(RuntimeException.class, () -> account.update(hosted, hosted.config()));
        assertThrows(RuntimeException.class, () -> account.update(hosted, hosted.config()));
        assertEquals(1000, account.usage().lastingReservedBytes());
    }
}
