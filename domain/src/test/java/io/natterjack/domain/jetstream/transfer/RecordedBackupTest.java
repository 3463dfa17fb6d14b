package io.natterjack.domain.jetstream.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Backups that other servers have made, brought back here: `reference` with `nats stream backup` from nats-server
/// 2.15.1, `earlier` in the format that this server wrote at first.
final class RecordedBackupTest {
    private static final Pattern CONFIG = Pattern.compile("\"config\": (\\{.*\\n  \\}),", Pattern.DOTALL);

    private final TransferStage stage = new TransferStage();

    private static byte[] resource(String name) {
        try (InputStream in = requireNonNull(RecordedBackupTest.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void restores(String folder, String stream) {
        Matcher config = CONFIG.matcher(new String(resource(folder + "/backup.json"), UTF_8));
        assertTrue(config.find());
        String answer = stage.sends(stage.offers(stream, config.group(1)), resource(folder + "/stream.tar.s2"), 500);
        assertTrue(answer.contains("\"name\":\"" + stream + "\""), answer);
    }

    private void assertMessage(String stream, int sequence, String subject, String header, String body) {
        String headers = header.isEmpty() ? "" : "NATS/1.0\r\n" + header + "\r\n\r\n";
        String answer = stage.asks("STREAM.MSG.GET." + stream, "{\"seq\":" + sequence + "}");
        assertTrue(answer.contains("\"subject\":\"" + subject + "\",\"seq\":" + sequence + ","), answer);
        assertTrue(answer.contains("\"data\":\"" + base64(body) + "\""), answer);
        assertEquals(!headers.isEmpty(), answer.contains("\"hdrs\":\"" + base64(headers) + "\""), answer);
    }

    private static String order(int number) {
        return "order " + number
                + ": 3 pieces of the best cheese, 2 pieces of the best bread, to be brought before noon;"
                + " before noon, not later";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private void assertHas(String subject, String... parts) {
        String answer = stage.asks(subject, "");
        for (String part : parts) {
            assertTrue(answer.contains(part), () -> part + " is not in " + answer);
        }
    }

    @Test
    void aBackupOfTheReferenceComesBackWithItsMessages() {
        restores("reference", "ORDERS");
        String info = stage.asks("STREAM.INFO.ORDERS", "{\"deleted_details\":true}");
        assertTrue(info.contains("\"messages\":39,"), info);
        assertTrue(info.contains("\"first_seq\":2,\"first_ts\":\"2026-11-20T23:06:42.442465741Z\""), info);
        assertTrue(info.contains("\"last_seq\":43,\"last_ts\":\"2026-11-20T23:06:44.08441832Z\""), info);
        assertTrue(info.contains("\"deleted\":[7,8,43]"), info);
        assertTrue(info.contains("\"compression\":\"s2\""), info);
        for (int i = 2; i <= 40; i++) {
            if (i != 7 && i != 8) {
                assertMessage("ORDERS", i, "orders." + i % 4, "Customer: " + i % 3, order(i));
            }
        }
        assertMessage("ORDERS", 41, "orders.big", "", "0123456789abcdef".repeat(6_000));
        assertMessage("ORDERS", 42, "orders.ttl", "Nats-TTL: 876000h", "for a hundred years");
        assertTrue(stage.asks("STREAM.MSG.GET.ORDERS", "{\"seq\":42}").contains("2026-11-20T23:06:44.032529843Z"));
    }

    @Test
    void aBackupOfTheReferenceComesBackWithItsConsumers() {
        restores("reference", "ORDERS");
        assertHas("CONSUMER.NAMES.ORDERS", "\"EPH\"", "\"PULL\"", "\"PUSH\"");
        // The floor stands at 6 there; 7 and 8 are gone, so nobody has to settle them.
        assertHas(
                "CONSUMER.INFO.ORDERS.PULL",
                "\"delivered\":{\"consumer_seq\":11,\"stream_seq\":14",
                "\"ack_floor\":{\"consumer_seq\":5,\"stream_seq\":8",
                "\"num_ack_pending\":5",
                "\"num_pending\":28",
                "\"max_deliver\":4",
                "\"ack_wait\":86400000000000");
        assertHas(
                "CONSUMER.INFO.ORDERS.PUSH",
                "\"delivered\":{\"consumer_seq\":0,\"stream_seq\":43",
                "\"num_pending\":0",
                "\"deliver_subject\":\"push.here\"",
                "\"filter_subject\":\"orders.2\"");
        assertHas("CONSUMER.INFO.ORDERS.EPH", "\"num_pending\":39", "\"inactive_threshold\":31536000000000000");
    }

    @Test
    void aConsumerOfTheReferenceGoesOnWhereItWas() {
        restores("reference", "ORDERS");
        stage.says("SUB _P 7\r\n");
        stage.publishes("$JS.API.CONSUMER.MSG.NEXT.ORDERS.PULL", "_P", "1".getBytes(UTF_8));
        assertTrue(stage.hears().getFirst().reply().startsWith("$JS.ACK.ORDERS.PULL.1.15.12."));
    }

    @Test
    void aBackupInTheEarlierFormatComesBack() {
        restores("earlier", "EARLIER");
        assertHas(
                "STREAM.INFO.EARLIER",
                "\"created\":\"2026-11-20T23:07:18.",
                "\"messages\":6,",
                "\"first_ts\":\"2026-11-20T23:07:18.724139121Z\"",
                "\"last_seq\":8,\"last_ts\":\"2026-11-20T23:07:18.899013614Z\"");
        for (int i : new int[] {1, 2, 4, 5, 6}) {
            assertMessage("EARLIER", i, "e." + i, "N: " + i, "message " + i);
        }
        assertMessage("EARLIER", 7, "e.ttl", "Nats-TTL: 876000h", "for a hundred years");
        assertHas("CONSUMER.INFO.EARLIER.PULL", "\"num_ack_pending\":2", "\"num_pending\":3", "\"max_deliver\":4");
    }
}
