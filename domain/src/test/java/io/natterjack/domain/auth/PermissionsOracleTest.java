package io.natterjack.domain.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.settings.PermissionSettings;
import io.natterjack.domain.subject.Subjects;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Compares [Permissions] with sets: a filter is the set of the subjects that belong to it, and the rules are
/// containment of sets. Lists, filters and queues are drawn at random; a failure prints its seed.
final class PermissionsOracleTest {
    private static final List<String> TOKENS = List.of("a", "b", "*", ">");
    private static final List<String> QUEUES = List.of("q", "q.x", "v");
    private static final List<String> QUEUE_FILTERS = List.of("q", "q.*", "v", ">", "*");

    /// Longer than any filter, and with a token that no filter names: a filter is never mistaken for a smaller one.
    private static final List<String> UNIVERSE = universe(List.of("a", "b", "c"), 4);

    private final Map<String, Set<String>> sets = new HashMap<>();

    private record Entry(String subject, @Nullable String queue) {
        static Entry of(String text) {
            int blank = text.indexOf(' ');
            return blank < 0 ? new Entry(text, null) : new Entry(text.substring(0, blank), text.substring(blank + 1));
        }

        boolean names(String name) {
            if (queue == null) {
                return false;
            }
            return switch (queue) {
                case ">" -> true;
                case "*" -> !name.contains(".");
                case "q.*" -> name.equals("q.x");
                default -> queue.equals(name);
            };
        }
    }

    static LongStream seeds() {
        Long replay = Long.getLong("seed");
        return replay == null ? LongStream.range(0, 400) : LongStream.of(replay);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void publishesWhatIsInAnAllowedSetAndInNoDeniedOne(long seed) {
        Random random = new Random(seed);
        List<String> allow = random.nextInt(4) == 0 ? null : filters(random, false);
        List<String> deny = filters(random, false);
        Permissions permissions = Permissions.of(new PermissionSettings(allow, deny, null, List.of(), null));
        for (int asked = 0; asked < 2; asked++) {
            for (String subject : UNIVERSE) {
                boolean expected = (allow == null || allow.stream().anyMatch(f -> set(f).contains(subject)))
                        && deny.stream().noneMatch(f -> set(f).contains(subject));
                byte[] bytes = Subjects.bytes(subject);
                assertEquals(expected, permissions.mayPublish(bytes, 0, bytes.length), subject);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void subscribesAndDeliversAsTheSetsSay(long seed) {
        Random random = new Random(seed);
        List<String> allow = random.nextInt(4) == 0 ? null : filters(random, true);
        List<String> deny = filters(random, true);
        Permissions permissions = Permissions.of(new PermissionSettings(null, List.of(), allow, deny, null));
        for (int round = 0; round < 30; round++) {
            String wanted = filter(random);
            String queue = random.nextBoolean() ? QUEUES.get(random.nextInt(QUEUES.size())) : null;
            SubscribeVerdict verdict = permissions.maySubscribe(wanted, queue);
            List<Entry> denials = denialsFor(deny, queue);
            if ((allow != null && !allowed(allow, wanted, queue))
                    || denials.stream().anyMatch(d -> set(d.subject).containsAll(set(wanted)))) {
                assertEquals(SubscribeVerdict.DENIED, verdict, wanted + " " + queue);
            } else if (verdict == SubscribeVerdict.DENIED) {
                assertTrue(denials.stream().anyMatch(d -> Subjects.matches(d.subject, wanted)), wanted);
            } else {
                checkDeliveries(permissions, verdict, wanted, queue, denials);
            }
        }
    }

    private void checkDeliveries(
            Permissions permissions,
            SubscribeVerdict verdict,
            String wanted,
            @Nullable String queue,
            List<Entry> denials) {
        boolean anyDenied = false;
        for (String subject : set(wanted)) {
            boolean denied = denials.stream().anyMatch(d -> set(d.subject).contains(subject));
            anyDenied |= denied;
            assertEquals(!denied, delivers(permissions, verdict, subject, queue), subject + " to " + wanted);
        }
        assertEquals(anyDenied ? SubscribeVerdict.FILTERED : SubscribeVerdict.ALLOWED, verdict, wanted);
    }

    private static boolean delivers(
            Permissions permissions, SubscribeVerdict verdict, String subject, @Nullable String queue) {
        byte[] bytes = Subjects.bytes(subject);
        return switch (verdict) {
            case ALLOWED -> true;
            case DENIED -> false;
            case FILTERED ->
                queue == null
                        ? permissions.mayDeliver(bytes, 0, bytes.length)
                        : permissions.mayDeliver(bytes, 0, bytes.length, Subjects.bytes(queue));
        };
    }

    /// Entries about queues, where there are any for the subject, decide alone about a queue subscription.
    private boolean allowed(List<String> allow, String wanted, @Nullable String queue) {
        List<Entry> covering = allow.stream()
                .map(Entry::of)
                .filter(e -> set(e.subject).containsAll(set(wanted)))
                .toList();
        List<Entry> aboutQueues = covering.stream().filter(e -> e.queue != null).toList();
        return (queue != null && !aboutQueues.isEmpty())
                ? aboutQueues.stream().anyMatch(e -> e.names(queue))
                : covering.size() > aboutQueues.size();
    }

    private static List<Entry> denialsFor(List<String> deny, @Nullable String queue) {
        return deny.stream()
                .map(Entry::of)
                .filter(e -> queue == null ? e.queue == null : e.queue == null || e.names(queue))
                .toList();
    }

    private Set<String> set(String filter) {
        return sets.computeIfAbsent(filter, f -> {
            Set<String> set = new HashSet<>(UNIVERSE);
            set.removeIf(subject -> !belongs(List.of(f.split("\\.", -1)), List.of(subject.split("\\.", -1))));
            return set;
        });
    }

    private static boolean belongs(List<String> filter, List<String> subject) {
        if (filter.isEmpty() || subject.isEmpty()) {
            return filter.isEmpty() && subject.isEmpty();
        }
        String token = filter.getFirst();
        return token.equals(">")
                || ((token.equals("*") || token.equals(subject.getFirst()))
                        && belongs(filter.subList(1, filter.size()), subject.subList(1, subject.size())));
    }

    private static List<String> filters(Random random, boolean withQueues) {
        List<String> filters = new ArrayList<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            String filter = filter(random);
            filters.add(
                    withQueues && random.nextInt(3) == 0
                            ? filter + " " + QUEUE_FILTERS.get(random.nextInt(QUEUE_FILTERS.size()))
                            : filter);
        }
        return filters;
    }

    private static String filter(Random random) {
        StringBuilder filter = new StringBuilder();
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            String token = TOKENS.get(random.nextInt(TOKENS.size()));
            filter.append(filter.isEmpty() ? "" : ".").append(token);
            if (token.equals(">")) {
                break;
            }
        }
        return filter.toString();
    }

    private static List<String> universe(List<String> tokens, int lengthMax) {
        List<String> all = new ArrayList<>(tokens);
        List<String> longest = tokens;
        for (int length = 2; length <= lengthMax; length++) {
            longest = longest.stream()
                    .flatMap(head -> tokens.stream().map(token -> head + "." + token))
                    .toList();
            all.addAll(longest);
        }
        return all;
    }
}
