package io.natterjack.app.course;

import java.util.SplittableRandom;

/// How a stream is set up: what is random in it.
///
/// @param storage     · `file` or `memory`
/// @param retention   · `limits`, `interest` or `workqueue`
/// @param perSubject  · a stream that refuses new messages refuses those of a subject that has as many as it may
/// @param limits      · in numbers
/// @param rollup      · messages may replace others
/// @param ttl         · messages may have a time to live
/// @param markerNanos · how long a marker stays that says that the last message of a subject is gone; 0 for none
/// @param counter     · messages are added up
/// @param guarded     · nothing may be deleted or purged by users
/// @param compressed  · to save room
/// @param first       · sequence of the first message
record Rules(
        String storage,
        String retention,
        boolean discardNew,
        boolean perSubject,
        Bounds limits,
        boolean rollup,
        boolean ttl,
        long markerNanos,
        boolean counter,
        boolean guarded,
        boolean compressed,
        long first) {
    static final long SECOND = 1_000_000_000;
    static final long WINDOW_NANOS = 3 * SECOND + SECOND / 2;

    /// What there may be at most. -1 for any number of messages or bytes, 0 for any age.
    record Bounds(long messages, long bytes, long perSubject, long ageNanos, long messageBytes) {
        /// @param inBytes · there may be a limit of bytes
        static Bounds random(SplittableRandom random, boolean inBytes) {
            return new Bounds(
                    random.nextBoolean() ? 3 + random.nextInt(8) : -1,
                    inBytes ? 400 + random.nextInt(900) : -1,
                    random.nextBoolean() ? 1 + random.nextInt(4) : -1,
                    random.nextInt(3) == 0 ? 5 * SECOND + SECOND / 2 : 0,
                    random.nextInt(4) == 0 ? 150 : -1);
        }
    }

    static Rules random(SplittableRandom random, String storage, boolean inBytes) {
        Bounds limits = Bounds.random(random, inBytes);
        boolean counter = random.nextInt(6) == 0;
        boolean ttl = !counter && random.nextBoolean();
        boolean discardNew = !counter && random.nextInt(3) == 0;
        String retention =
                counter ? "limits" : new String[] {"limits", "limits", "interest", "workqueue"}[random.nextInt(4)];
        boolean markers = ttl && retention.equals("limits") && !discardNew && random.nextInt(3) == 0;
        return new Rules(
                storage,
                retention,
                discardNew,
                discardNew && limits.perSubject() > 0 && random.nextBoolean(),
                limits,
                markers || random.nextBoolean(),
                ttl,
                markers ? 2 * SECOND : 0,
                counter,
                !markers && random.nextInt(8) == 0,
                random.nextBoolean(),
                random.nextInt(4) == 0 ? 1 + random.nextInt(100) : 1);
    }

    Rules with(Bounds changed) {
        return new Rules(
                storage,
                retention,
                discardNew,
                perSubject && changed.perSubject() > 0,
                changed,
                rollup,
                ttl,
                markerNanos,
                counter,
                guarded,
                compressed,
                first);
    }

    /// As the API takes it.
    String json() {
        return "{\"name\":\"S\",\"subjects\":[\"s.>\"],\"storage\":\"" + storage
                + "\",\"num_replicas\":1,\"allow_direct\":true,"
                + "\"allow_atomic\":" + !counter + ",\"retention\":\"" + retention + "\",\"discard\":\""
                + (discardNew ? "new" : "old") + "\",\"discard_new_per_subject\":" + perSubject + ",\"max_msgs\":"
                + limits.messages() + ",\"max_bytes\":" + limits.bytes() + ",\"max_msgs_per_subject\":"
                + limits.perSubject() + ",\"max_age\":" + limits.ageNanos() + ",\"max_msg_size\":"
                + limits.messageBytes() + ",\"duplicate_window\":" + WINDOW_NANOS + ",\"allow_rollup_hdrs\":"
                + (rollup && !guarded) + ",\"allow_msg_ttl\":" + ttl + ",\"subject_delete_marker_ttl\":" + markerNanos
                + ",\"allow_msg_counter\":" + counter + ",\"deny_delete\":" + guarded + ",\"deny_purge\":" + guarded
                + ",\"compression\":\"" + (compressed ? "s2" : "none") + "\",\"first_seq\":" + first + "}";
    }
}
