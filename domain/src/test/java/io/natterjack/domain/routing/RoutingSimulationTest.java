package io.natterjack.domain.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natterjack.domain.subject.Subjects;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Drives one routing table and its cache with random subscriptions and compares every match with a walk through the
/// list of all subscriptions. A failure prints its seed; `-Dseed=N` replays it.
final class RoutingSimulationTest {
    private static final List<String> TOKENS = List.of("a", "b", "c", "*", ">");
    private static final List<String> QUEUES = List.of("red", "blue");
    private static final Subscriber NOBODY = (_, _) -> false;

    static LongStream seeds() {
        Long replay = Long.getLong("seed");
        return replay == null ? LongStream.range(0, 300) : LongStream.of(replay);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void findsWhatAWalkThroughTheListFinds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RoutingTable table = new RoutingTable();
        MatchCache cache = new MatchCache(table);
        List<Subscription> model = new ArrayList<>();
        for (int step = 0; step < 400; step++) {
            switch (random.nextInt(4)) {
                case 0 -> {
                    Subscription added = subscription(random, step);
                    table.add(added);
                    model.add(added);
                }
                case 1 -> {
                    if (!model.isEmpty()) {
                        Subscription removed = model.remove(random.nextInt(model.size()));
                        assertEquals(true, table.remove(removed));
                        assertEquals(false, table.remove(removed));
                    }
                }
                default -> assertEquals(expected(model, subject(random)), found(cache, lastSubject), "step " + step);
            }
            assertEquals(model.size(), table.size());
        }
        model.forEach(table::remove);
        assertEquals(Matches.NONE, table.match("a.b.c"));
    }

    private String lastSubject = "";

    private String subject(SplittableRandom random) {
        StringBuilder subject = new StringBuilder(TOKENS.get(random.nextInt(3)));
        for (int i = random.nextInt(4); i > 0; i--) {
            subject.append('.').append(TOKENS.get(random.nextInt(3)));
        }
        lastSubject = subject.toString();
        return lastSubject;
    }

    private static Subscription subscription(SplittableRandom random, int sid) {
        StringBuilder filter = new StringBuilder();
        int length = 1 + random.nextInt(4);
        for (int i = 0; i < length; i++) {
            String token = TOKENS.get(random.nextInt(i == length - 1 ? 5 : 4));
            filter.append(i == 0 ? "" : ".").append(token);
        }
        String queue = random.nextInt(3) == 0 ? QUEUES.get(random.nextInt(2)) : null;
        return new Subscription(NOBODY, filter.toString(), queue, ("" + sid).getBytes(UTF_8), false);
    }

    private static Map<String, List<String>> expected(List<Subscription> model, String subject) {
        Map<String, List<String>> groups = new TreeMap<>();
        for (Subscription each : model) {
            if (Subjects.matches(each.subject(), subject)) {
                add(groups, each);
            }
        }
        groups.values().forEach(sids -> sids.sort(null));
        return groups;
    }

    private static Map<String, List<String>> found(MatchCache cache, String subject) {
        byte[] bytes = ("PUB " + subject + " 0").getBytes(UTF_8);
        Matches matches = cache.match(bytes, 4, 4 + subject.length());
        Map<String, List<String>> groups = new TreeMap<>();
        Arrays.stream(matches.plain()).forEach(each -> add(groups, each));
        Arrays.stream(matches.queues()).forEach(group -> Arrays.stream(group).forEach(each -> add(groups, each)));
        groups.values().forEach(sids -> sids.sort(null));
        return groups;
    }

    private static void add(Map<String, List<String>> groups, Subscription subscription) {
        String queue = subscription.queue();
        groups.computeIfAbsent(queue == null ? "" : queue, _ -> new ArrayList<>())
                .add(new String(subscription.sid(), UTF_8));
    }
}
