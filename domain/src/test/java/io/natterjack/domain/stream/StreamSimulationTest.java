package io.natterjack.domain.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natterjack.domain.stream.config.DiscardPolicy;
import io.natterjack.domain.stream.config.StorageType;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.config.StreamLimits;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A stream with random limits takes random publishes, deletions, purges and restarts while time passes. Every
/// answer, everything that is there and everything that was heard of it are compared with a model. A failure
/// prints its seed; `-Dseed=N` replays it.
final class StreamSimulationTest {
    private static final long SECOND = TestAccount.SECOND;
    private static final List<String> SUBJECTS = List.of("s.a", "s.b", "s.c");
    private static final int STEPS = 120;

    private final TestAccount account = new TestAccount();
    private SplittableRandom random = new SplittableRandom(0);

    static LongStream seeds() {
        Long replay = Long.getLong("seed");
        return replay == null ? LongStream.range(0, 300) : LongStream.of(replay);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void doesWhatTheModelDoes(long seed) {
        random = new SplittableRandom(seed);
        StreamConfig config = config();
        StreamModel model = new StreamModel(config);
        Stream stream = account.create(config);
        Echo echo = new Echo();
        stream.attach(echo);
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(12)) {
                case 0 -> {
                    stream = account.restart(stream);
                    stream.attach(echo);
                    model.restart(account.nowNanos());
                }
                case 1 -> delete(stream, model);
                case 2 -> purge(stream, model);
                case 3, 4 -> account.pass(SECOND * (1 + random.nextInt(3)));
                default -> publish(stream, model);
            }
            model.expire(account.nowNanos());
            assertEquals(model.contents(), contents(stream), "contents after step " + step + " of " + config);
            assertEquals(model.contents(), echo.contents(), "what was heard after step " + step + " of " + config);
            assertEquals(model.last(), stream.state().lastSequence(), "last sequence after step " + step);
            assertEquals(model.bytes(), stream.state().bytes(), "bytes after step " + step);
            assertEquals(model.contents().size(), stream.state().messages(), "messages after step " + step);
        }
    }

    private StreamConfig config() {
        boolean discardNew = random.nextBoolean();
        long perSubject = random.nextBoolean() ? 1 + random.nextInt(4) : -1;
        StreamLimits limits = StreamLimits.NONE
                .withMessagesMax(random.nextBoolean() ? 3 + random.nextInt(8) : -1)
                .withBytesMax(random.nextInt(3) == 0 ? 300 + random.nextInt(500) : -1)
                .withMessagesPerSubjectMax(perSubject)
                .withAgeNanosMax(random.nextBoolean() ? 5 * SECOND + SECOND / 2 : 0)
                .withMessageBytesMax(random.nextInt(4) == 0 ? 120 : -1);
        return StreamConfig.named("S")
                .subjects("s.>")
                .storage(StorageType.MEMORY)
                .limits(limits)
                .discard(discardNew ? DiscardPolicy.NEW : DiscardPolicy.OLD)
                .discardNewPerSubject(discardNew && perSubject > 0 && random.nextBoolean())
                .duplicateWindowNanos(3 * SECOND + SECOND / 2)
                .access(access -> access.withRollup(random.nextBoolean()))
                .features(features -> features.withMessageTtl(random.nextBoolean()))
                .build();
    }

    private void publish(Stream stream, StreamModel model) {
        Map<String, String> headers = new LinkedHashMap<>();
        long near = Math.max(0, model.last() - random.nextInt(3));
        sometimes(headers, "Nats-Msg-Id", "m" + random.nextInt(6), 3);
        sometimes(headers, "Nats-Expected-Last-Sequence", "" + near, 8);
        sometimes(headers, "Nats-Expected-Last-Subject-Sequence", "" + near, 8);
        sometimes(headers, "Nats-Expected-Last-Subject-Sequence-Subject", random.nextBoolean() ? "s.*" : "s.b", 10);
        sometimes(headers, "Nats-Expected-Last-Msg-Id", "m" + random.nextInt(6), 12);
        sometimes(headers, "Nats-Rollup", random.nextInt(3) == 0 ? "all" : "sub", 12);
        sometimes(headers, "Nats-TTL", random.nextInt(4) == 0 ? "never" : "" + (1 + random.nextInt(9)), 4);
        List<String> lines = new ArrayList<>();
        headers.forEach((name, value) -> lines.addAll(List.of(name, value)));
        String subject = SUBJECTS.get(random.nextInt(SUBJECTS.size()));
        String body = "x".repeat(random.nextInt(60));
        String[] flat = lines.toArray(String[]::new);
        int length = TestAccount.message(subject, body, flat).payloadLength();
        String expected = model.publish(account.nowNanos(), subject, length, headers);
        assertEquals(expected, account.ask(stream, subject, body, flat), "answer to " + headers);
    }

    private void sometimes(Map<String, String> headers, String name, String value, int oneIn) {
        if (random.nextInt(oneIn) == 0) {
            headers.put(name, value);
        }
    }

    private void delete(Stream stream, StreamModel model) {
        long sequence = Math.max(1, model.last() - random.nextInt(6));
        assertEquals(model.delete(sequence), stream.delete(sequence, random.nextBoolean()));
    }

    private void purge(Stream stream, StreamModel model) {
        int kind = random.nextInt(8);
        long sequence = kind < 4 ? Math.max(1, model.last() - random.nextInt(5) + random.nextInt(3)) : 0;
        long keep = kind == 4 || kind == 5 ? 1 + random.nextInt(3) : 0;
        String subject = random.nextInt(3) == 0 ? null : SUBJECTS.get(random.nextInt(SUBJECTS.size()));
        SubjectFilter filter = subject == null ? SubjectFilter.ALL : SubjectFilter.of(subject);
        assertEquals(model.purge(subject, sequence, keep), stream.purge(filter, sequence, keep));
    }

    private static List<String> contents(Stream stream) {
        List<String> contents = new ArrayList<>();
        StoredMessage message = new StoredMessage();
        for (long at = 1; stream.reader().next(SubjectFilter.ALL, at, message); at = message.sequence() + 1) {
            contents.add(text(message));
        }
        return contents;
    }

    private static String text(StoredMessage message) {
        String subject = new String(message.subject(), message.subjectFrom(), message.subjectLength(), UTF_8);
        return message.sequence() + " " + subject + " " + message.timeNanos();
    }

    /// What somebody believes who only listens.
    private static final class Echo implements StreamListener {
        private final Map<Long, String> messages = new LinkedHashMap<>();

        List<String> contents() {
            return List.copyOf(messages.values());
        }

        @Override
        public void stored(StoredMessage message) {
            messages.put(message.sequence(), text(message));
        }

        @Override
        public void removed(long sequence, byte[] subject, int subjectFrom, int subjectTo) {
            messages.remove(sequence);
        }

        @Override
        public void removedThrough(long sequence) {
            messages.keySet().removeIf(each -> each <= sequence);
        }

        @Override
        public void frozen(String why) {
            throw new AssertionError(why);
        }
    }
}
