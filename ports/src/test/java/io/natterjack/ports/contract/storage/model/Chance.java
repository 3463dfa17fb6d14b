package io.natterjack.ports.contract.storage.model;

import io.natterjack.ports.contract.storage.fixture.Message;
import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.StreamOptions;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Draws subjects, filters and messages that have a good chance to meet.
///
/// @param random · the only source of chance
record Chance(RandomGenerator random) {
    private static final List<String> TOKENS = List.of("a", "b", "aa", "größe", "🐸");
    private static final List<String> WILDCARDS = List.of("*", "*", ">");
    private static final int TOKENS_MAX = 3;

    /// True once in so many times.
    boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    String subject() {
        return IntStream.rangeClosed(0, below(TOKENS_MAX))
                .mapToObj(_ -> of(TOKENS))
                .collect(Collectors.joining("."));
    }

    SubjectFilter filter() {
        if (once(5)) {
            return SubjectFilter.ALL;
        }
        return new SubjectFilter(IntStream.rangeClosed(0, below(3))
                .mapToObj(_ -> once(3) ? subject() : pattern())
                .toList());
    }

    private String pattern() {
        StringBuilder pattern = new StringBuilder();
        for (int left = 1 + below(TOKENS_MAX); left > 0; left--) {
            String token = once(2) ? of(WILDCARDS) : of(TOKENS);
            pattern.append(token);
            if (token.equals(">")) {
                break;
            }
            pattern.append(left > 1 ? "." : "");
        }
        return pattern.toString();
    }

    /// A message behind all others; rarely with a gap before it, often at the same moment as the last.
    Message message(long lastSequence, long lastNanos) {
        long gap = once(10) ? 1 + below(40) : 0;
        long nanos = Math.max(lastNanos, Message.EPOCH_NANOS) + (once(2) ? 0 : below(1_000_000));
        return new Message(
                lastSequence + 1 + gap,
                nanos,
                once(8) ? 1 : 0,
                subject(),
                once(4) ? "NATS/1.0\r\nNats-Msg-Id: " + nanos + "\r\n\r\n" : "",
                body());
    }

    private String body() {
        int length = once(20) ? below(100_000) : below(60);
        char letter = (char) below(256);
        return String.valueOf(letter).repeat(length);
    }

    /// Mostly within the stream, sometimes around its ends, rarely far away.
    long sequence(StreamModel model) {
        if (once(30)) {
            return random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
        long first = model.firstSequence();
        return first - 2 + random.nextLong(model.lastSequence() - first + 5);
    }

    StreamOptions options() {
        return new StreamOptions(of(List.of(Durability.values())), random.nextBoolean(), 1 + below(100));
    }
}
