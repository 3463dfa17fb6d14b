package io.natterjack.domain.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.settings.PermissionSettings;
import io.natterjack.domain.settings.PermissionSettings.Responses;
import io.natterjack.domain.subject.Subjects;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ReplyGrantsTest {
    private static final int SUBJECTS = 12;

    static LongStream seeds() {
        Long replay = Long.getLong("seed");
        return replay == null ? LongStream.range(0, 300) : LongStream.of(replay);
    }

    @Test
    void allowingResponsesForbidsAllOtherPublishing() {
        Permissions permissions = allowing(new Responses(1, 100));
        assertFalse(publish(permissions, "anything"));
        assertFalse(permissions.unrestricted());
    }

    @Test
    void withoutResponsesThereIsNothingToKeep() {
        assertNull(ReplyGrants.of(Permissions.ALL, 0));
    }

    @Test
    void whatMayBePublishedAnywayIsNotKept() {
        ReplyGrants grants = grants(Permissions.of(
                new PermissionSettings(List.of("open.>"), List.of(), null, List.of(), new Responses(1, 100))));
        deliver(grants, "open.1", 0);
        deliver(grants, "closed.1", 0);
        assertEquals(1, grants.size());
    }

    @Test
    void grantsSurviveAReloadThatLeavesTheRulesForResponsesAlone() {
        ReplyGrants before = grants(allowing(new Responses(1, 100)));
        deliver(before, "_INBOX.1", 0);
        Permissions same = Permissions.of(
                new PermissionSettings(List.of("other"), List.of(), null, List.of(), new Responses(1, 100)));
        ReplyGrants kept = ReplyGrants.afterReload(before, same, 5);
        assertTrue(kept != null && spend(kept, "_INBOX.1", 5));

        deliver(before, "_INBOX.2", 0);
        ReplyGrants dropped = ReplyGrants.afterReload(before, allowing(new Responses(2, 100)), 5);
        assertFalse(dropped == null || spend(dropped, "_INBOX.2", 5));
        assertNull(ReplyGrants.afterReload(before, Permissions.ALL, 5));
    }

    @Test
    void requestsThatNobodyAnswersDoNotFillTheMemory() {
        ReplyGrants grants = grants(allowing(new Responses(-1, -1)));
        for (int request = 0; request < 400_000; request++) {
            deliver(grants, "_INBOX." + request, request);
        }
        assertTrue(grants.size() < 300_000, () -> grants.size() + " kept");
    }

    /// Drives one session with random requests and answers against a map from reply subject to what is left of it.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void answersOnlyWhatWasAskedAndOnlyAsOftenAndAsLongAsAllowed(long seed) {
        Random random = new Random(seed);
        Responses rules =
                new Responses(random.nextInt(4) == 0 ? -1 : 1 + random.nextInt(3), random.nextInt(4) == 0 ? -1 : 50);
        ReplyGrants grants = grants(allowing(rules));
        Map<String, long[]> model = new HashMap<>();
        long nowNanos = 0;
        for (int step = 0; step < 1_000; step++) {
            nowNanos += random.nextInt(20);
            String subject = "r." + random.nextInt(SUBJECTS);
            if (random.nextBoolean()) {
                deliver(grants, subject, nowNanos);
                model.put(subject, new long[] {nowNanos, 0});
            } else {
                assertEquals(expected(model.get(subject), rules, nowNanos), spend(grants, subject, nowNanos));
            }
            assertTrue(grants.size() <= SUBJECTS);
        }
    }

    private static boolean expected(long @Nullable [] granted, Responses rules, long nowNanos) {
        return granted != null
                && !(rules.ttlNanos() > 0 && nowNanos - granted[0] > rules.ttlNanos())
                && !(rules.messagesMax() > 0 && ++granted[1] > rules.messagesMax());
    }

    private static Permissions allowing(Responses responses) {
        return Permissions.of(new PermissionSettings(null, List.of(), null, List.of(), responses));
    }

    private static ReplyGrants grants(Permissions permissions) {
        ReplyGrants grants = ReplyGrants.of(permissions, 0);
        if (grants == null) {
            throw new AssertionError("no responses allowed");
        }
        return grants;
    }

    private static void deliver(ReplyGrants grants, String reply, long nowNanos) {
        byte[] bytes = Subjects.bytes(reply);
        grants.delivered(bytes, 0, bytes.length, nowNanos);
    }

    private static boolean spend(ReplyGrants grants, String subject, long nowNanos) {
        byte[] bytes = Subjects.bytes(subject);
        return grants.spend(bytes, 0, bytes.length, nowNanos);
    }

    private static boolean publish(Permissions permissions, String subject) {
        byte[] bytes = Subjects.bytes(subject);
        return permissions.mayPublish(bytes, 0, bytes.length);
    }
}
