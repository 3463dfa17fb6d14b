package io.natterjack.domain.jetstream;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.natterjack.domain.broker.TestBroker;
import io.natterjack.domain.broker.TestClient;
import io.natterjack.domain.jetstream.report.AccountAnswers;
import io.natterjack.domain.monitor.jsz.AccountReport;
import io.natterjack.domain.monitor.jsz.JetStreamReport.Depth;
import org.junit.jupiter.api.Test;

/// What monitoring says of streams that copy others.
final class CopiesReportTest {
    private final TestBroker broker = TestBroker.withStreams();
    private final TestClient client = broker.client();

    private void asks(String subject, String body) {
        client.says("PUB $JS.API." + subject + " _R " + body.length() + "\r\n" + body + "\r\n");
        broker.settles();
    }

    private AccountStreams account() {
        return requireNonNull(broker.broker().jetStream()).accounts().iterator().next();
    }

    @Test
    void mirrorsAndSourcesSayHowFarTheyAre() {
        asks("STREAM.CREATE.A", "{\"name\":\"A\",\"subjects\":[\"a\"],\"storage\":\"memory\"}");
        asks("STREAM.CREATE.M", "{\"name\":\"M\",\"mirror\":{\"name\":\"A\"},\"storage\":\"memory\"}");
        asks("STREAM.CREATE.S", "{\"name\":\"S\",\"sources\":[{\"name\":\"A\"}],\"storage\":\"memory\"}");
        asks(
                "CONSUMER.CREATE.A.D",
                "{\"stream_name\":\"A\",\"config\":{\"name\":\"D\",\"deliver_subject\":\"d\",\"direct\":true}}");
        AccountStreams account = account();

        AccountReport report = AccountAnswers.report(account, Depth.STREAMS);

        assertNull(report.streams().get(0).mirror());
        var mirror = report.streams().get(1).mirror();
        assertNotNull(mirror);
        assertEquals("A", mirror.source().name());
        assertEquals("A", report.streams().get(2).sources().getFirst().source().name());
        assertEquals(0, AccountAnswers.figures(account).consumers(), "consumers for copying are not counted");
    }
}
