package io.natterjack.domain.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natterjack.domain.settings.AccountSettings;
import io.natterjack.domain.settings.AuthorizationSettings;
import io.natterjack.domain.settings.Limits;
import io.natterjack.domain.settings.MappingSettings;
import io.natterjack.domain.settings.PermissionSettings;
import io.natterjack.domain.settings.UserSettings;
import io.natterjack.domain.subject.Subjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random clients of two accounts subscribe, unsubscribe and publish, with wildcards, queue groups, limits, permissions
/// and mappings; after each message, what everybody heard is compared with a model that asks every subscription in
/// turn. A failure prints its seed; `-Dseed=N` replays it.
final class BrokerSimulationTest {
    private static final List<String> TOKENS = List.of("a", "b", "c");
    private static final PermissionSettings RESTRICTED = new PermissionSettings(
            List.of("a.>", "b"), List.of("a.c"), List.of("a.>", "b.*", "c"), List.of("a.b", "*.*.c"), null);

    private final List<Member> members = new ArrayList<>();
    private SplittableRandom random = new SplittableRandom(0);
    private int lastSid;

    static LongStream seeds() {
        Long replay = Long.getLong("seed");
        return replay == null ? LongStream.range(0, 200) : LongStream.of(replay);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everybodyHearsWhatTheyShould(long seed) {
        random = new SplittableRandom(seed);
        members.clear();
        TestBroker broker = new TestBroker(Limits.DEFAULT, accounts());
        for (String user : List.of("free1", "free1", "bound1", "free2", "bound2")) {
            TestClient client = broker.client("\"user\":\"" + user + "\",\"pass\":\"p\",");
            members.add(new Member(client, user.endsWith("1"), user.startsWith("bound")));
        }
        for (int step = 0; step < 300; step++) {
            Member member = members.get(random.nextInt(members.size()));
            switch (random.nextInt(6)) {
                case 0, 1 -> subscribe(member);
                case 2 -> unsubscribe(member);
                default -> publish(member, "step " + step);
            }
            broker.settles();
        }
    }

    private static AuthorizationSettings accounts() {
        MappingSettings mapping =
                new MappingSettings("b.*", List.of(new MappingSettings.Destination("a.{{wildcard(1)}}.m", 100, "")));
        return new AuthorizationSettings(
                null,
                null,
                List.of(),
                List.of(
                        new AccountSettings("ONE", List.of(user("free1", null), user("bound1", RESTRICTED)), List.of()),
                        new AccountSettings(
                                "TWO", List.of(user("free2", null), user("bound2", RESTRICTED)), List.of(mapping))),
                null,
                "$SYS",
                false,
                null);
    }

    private static UserSettings user(String name, @Nullable PermissionSettings permissions) {
        return new UserSettings(name, "p", null, permissions, Set.of(), false);
    }

    private void subscribe(Member member) {
        String filter = filter();
        String queue = random.nextInt(3) == 0 ? (random.nextBoolean() ? "red" : "blue") : null;
        String sid = Integer.toString(++lastSid);
        member.client.says("SUB " + filter + (queue == null ? " " : " " + queue + " ") + sid + "\r\n");
        if (member.maySubscribe(filter)) {
            member.interests.add(new Interest(member, filter, queue, sid));
            assertEquals("", member.client.hears());
        } else {
            assertEquals(true, member.client.hears().startsWith("-ERR 'Permissions Violation for Subscription to"));
        }
    }

    private void unsubscribe(Member member) {
        if (member.interests.isEmpty()) {
            return;
        }
        Interest interest = member.interests.get(random.nextInt(member.interests.size()));
        int max = random.nextInt(4);
        member.client.says("UNSUB " + interest.sid + (max == 0 ? "" : " " + max) + "\r\n");
        interest.max = max;
        if (max <= interest.delivered) {
            member.interests.remove(interest);
        }
    }

    private void publish(Member publisher, String step) {
        String published = subject();
        boolean mapped = !publisher.first && published.startsWith("b.") && published.lastIndexOf('.') == 1;
        String subject = mapped ? "a." + published.substring(2) + ".m" : published;
        publisher.client.says("PUB " + published + " 1\r\nx\r\n");
        if (!publisher.mayPublish(subject)) {
            String error = "-ERR 'Permissions Violation for Publish to \"" + subject + "\"'\r\n";
            assertEquals(error, publisher.client.hears(), step);
        } else {
            expectDeliveries(publisher, subject, step);
        }
        members.forEach(member -> assertEquals("", member.client.hears(), step));
    }

    /// Each plain interest hears the message; of each queue group somebody does, whoever that is.
    private void expectDeliveries(Member publisher, String subject, String step) {
        members.forEach(Member::listen);
        Map<String, List<Interest>> groups = new TreeMap<>();
        for (Member member : members) {
            for (Interest interest : List.copyOf(member.interests)) {
                if (member.first == publisher.first && interest.hears(subject)) {
                    if (interest.queue == null) {
                        assertEquals(true, member.heard.remove(interest.line(subject)), step);
                        interest.count();
                    } else {
                        groups.computeIfAbsent(interest.queue, _ -> new ArrayList<>())
                                .add(interest);
                    }
                }
            }
        }
        groups.forEach((queue, group) -> {
            List<Interest> chosen = group.stream()
                    .filter(interest -> interest.member.heard.remove(interest.line(subject)))
                    .toList();
            assertEquals(1, chosen.size(), step + " queue " + queue);
            chosen.getFirst().count();
        });
        members.forEach(member -> assertEquals(List.of(), member.heard, step));
    }

    private String subject() {
        StringBuilder subject = new StringBuilder(TOKENS.get(random.nextInt(3)));
        for (int i = random.nextInt(3); i > 0; i--) {
            subject.append('.').append(TOKENS.get(random.nextInt(3)));
        }
        return subject.toString();
    }

    private String filter() {
        String subject = subject();
        return switch (random.nextInt(4)) {
            case 0 -> subject.replaceFirst("[abc]", "*");
            case 1 -> subject + ".>";
            case 2 -> subject.replaceAll("[abc]$", "*");
            default -> subject;
        };
    }

    /// A client as the model knows it.
    private static final class Member {
        private final TestClient client;
        private final boolean first;
        private final boolean restricted;
        private final List<Interest> interests = new ArrayList<>();
        private final List<String> heard = new ArrayList<>();

        private Member(TestClient client, boolean first, boolean restricted) {
            this.client = client;
            this.first = first;
            this.restricted = restricted;
        }

        private void listen() {
            heard.clear();
            heard.addAll(List.of(client.hears().split("(?<=\nx\r\n)")));
            heard.remove("");
        }

        private boolean mayPublish(String subject) {
            return !restricted || (any(RESTRICTED.publishAllow(), subject) && !any(RESTRICTED.publishDeny(), subject));
        }

        private boolean maySubscribe(String filter) {
            return !restricted
                    || (covers(RESTRICTED.subscribeAllow(), filter) && !covers(RESTRICTED.subscribeDeny(), filter));
        }

        private boolean mayHear(String subject) {
            return !restricted || !any(RESTRICTED.subscribeDeny(), subject);
        }

        private static boolean any(@Nullable List<String> filters, String subject) {
            return filters == null || filters.stream().anyMatch(filter -> Subjects.matches(filter, subject));
        }

        private static boolean covers(@Nullable List<String> filters, String filter) {
            return filters == null || filters.stream().anyMatch(wider -> Subjects.subsetOf(filter, wider));
        }
    }

    /// A subscription as the model knows it.
    private static final class Interest {
        private final Member member;
        private final String filter;
        private final @Nullable String queue;
        private final String sid;
        private int delivered;
        private int max;

        private Interest(Member member, String filter, @Nullable String queue, String sid) {
            this.member = member;
            this.filter = filter;
            this.queue = queue;
            this.sid = sid;
        }

        private boolean hears(String subject) {
            return Subjects.matches(filter, subject) && member.mayHear(subject);
        }

        private void count() {
            delivered++;
            if (max > 0 && delivered >= max) {
                member.interests.remove(this);
            }
        }

        private String line(String subject) {
            return "MSG " + subject + " " + sid + " 1\r\nx\r\n";
        }
    }
}
