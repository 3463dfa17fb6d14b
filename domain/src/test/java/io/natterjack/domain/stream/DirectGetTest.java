package io.natterjack.domain.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.get.DirectGet;
import io.natterjack.domain.stream.message.Publication;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Messages for those who ask, and the statuses for those who ask in vain.
final class DirectGetTest {
    private final TestAccount account = new TestAccount();
    private final Stream stream =
            account.create(StreamConfig.named("S").subjects("s.>").build());
    private final DirectGet get = new DirectGet(stream, 1_000_000, account::publish);

    @BeforeEach
    void publish() {
        for (String subject : List.of("s.a", "s.b", "s.a", "s.c")) {
            stream.publish(TestAccount.message(subject, "body"));
            account.pass(TestAccount.SECOND);
        }
        stream.publish(TestAccount.message("s.d", "body", "X", "y"));
    }

    private List<String> ask(String body) {
        get.answer(TestAccount.message("get", body).reply("r".getBytes(UTF_8), 0, 1));
        return heard();
    }

    private List<String> askLast(String key) {
        get.answerLast(TestAccount.message("get." + key, "").reply("r".getBytes(UTF_8), 0, 1), 4);
        return heard();
    }

    private List<String> heard() {
        List<String> heard = account.sent().stream()
                .map(sent -> (sent.headers() + sent.body()).replace("\r\n", "|"))
                .toList();
        account.sent().clear();
        return heard;
    }

    private static String origin(String subject, int sequence) {
        return "Nats-Stream: S|Nats-Subject: " + subject + "|Nats-Sequence: " + sequence
                + "|Nats-Time-Stamp: 2027-01-15T08:00:0" + (sequence - 1) + "Z|";
    }

    private static String one(String subject, int sequence) {
        return "NATS/1.0|" + origin(subject, sequence) + "|body";
    }

    private static String batched(String subject, int sequence, int pending, int before) {
        return "NATS/1.0|" + origin(subject, sequence) + "Nats-Num-Pending: " + pending + "|Nats-Last-Sequence: "
                + before + "||body";
    }

    @Test
    void oneMessageComesWithItsOrigin() {
        assertEquals(List.of(one("s.b", 2)), ask("{\"seq\":2}"));
        assertEquals(List.of(one("s.a", 3)), ask("{\"last_by_subj\":\"s.a\"}"));
        assertEquals(List.of(one("s.a", 3)), ask("{\"seq\":2,\"next_by_subj\":\"s.a\"}"));
        assertEquals(List.of(one("s.c", 4)), ask("{\"start_time\":\"2027-01-15T08:00:02.5Z\"}"));
        assertEquals(List.of(one("s.a", 3)), askLast("s.a"));
        assertEquals(List.of("NATS/1.0|X: y|" + origin("s.d", 5) + "|body"), ask("{\"seq\":5}"));
        assertEquals(List.of("body"), ask("{\"seq\":5,\"no_hdr\":true}"));
    }

    @Test
    void severalMessagesEndWithALastWord() {
        assertEquals(
                List.of(
                        batched("s.a", 1, 1, 0),
                        batched("s.a", 3, 0, 1),
                        "NATS/1.0 204 EOB|Nats-Num-Pending: 0|Nats-Last-Sequence: 3||"),
                ask("{\"seq\":1,\"next_by_subj\":\"s.a\",\"batch\":9}"));
        assertEquals(
                List.of(batched("s.b", 2, 3, 0), "NATS/1.0 204 EOB|Nats-Num-Pending: 3|Nats-Last-Sequence: 2||"),
                ask("{\"seq\":2,\"batch\":3,\"max_bytes\":1}"));
    }

    @Test
    void theLastOfManySubjectsComeInTheirOrder() {
        assertEquals(
                List.of(
                        batched("s.b", 2, 1, 0),
                        batched("s.a", 3, 0, 2),
                        "NATS/1.0 204 EOB|Nats-Num-Pending: 0|Nats-Last-Sequence: 3|Nats-UpTo-Sequence: 5||"),
                ask("{\"multi_last\":[\"s.a\",\"s.b\"]}"));
        assertEquals(
                List.of(
                        batched("s.a", 1, 1, 0),
                        batched("s.b", 2, 0, 1),
                        "NATS/1.0 204 EOB|Nats-Num-Pending: 0|Nats-Last-Sequence: 2|Nats-UpTo-Sequence: 2||"),
                ask("{\"multi_last\":[\"s.a\",\"s.b\"],\"up_to_seq\":2}"));
    }

    @Test
    void tooManySubjectsAreRefused() {
        for (int at = 0; at < 1_100; at++) {
            stream.publish(TestAccount.message("s.many." + at, ""));
        }
        assertEquals(List.of("NATS/1.0 413 Too Many Results||"), ask("{\"multi_last\":[\"s.many.*\"]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            value = {
                "'';408 Empty Request",
                "{};408 Empty Request",
                "{;408 Malformed Request",
                "{\"seq\":1,\"last_by_subj\":\"s.a\"};408 Bad Request",
                "{\"last_by_subj\":\"s.a\",\"batch\":2};408 Bad Request",
                "{\"seq\":77};404 Message Not Found",
                "{\"last_by_subj\":\"s.x\"};404 Message Not Found",
                "{\"multi_last\":[\"s.x\"]};404 No Results"
            })
    void whatCannotBeAnsweredGetsAStatus(String body, String status) {
        assertEquals(List.of("NATS/1.0 " + status + "||"), ask(body));
    }

    @Test
    void anApiLevelThatIsTooHighIsRefused() {
        Publication request = TestAccount.message("get", "{\"seq\":1}", "Nats-Required-Api-Level", "99");
        get.answer(request.reply("r".getBytes(UTF_8), 0, 1));
        assertEquals(List.of("NATS/1.0 412 Required Api Level||"), heard());
    }
}
