package io.natterjack.domain.stream;

import io.natterjack.domain.stream.config.DiscardPolicy;
import io.natterjack.domain.stream.config.StreamConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a stream is said to do, in the plainest words: a list of messages that is searched from end to end.
final class StreamModel {
    private static final long SECOND = TestAccount.SECOND;

    private final StreamConfig config;
    private final List<Kept> kept = new ArrayList<>();
    private final Map<String, Kept> ids = new HashMap<>();
    private long last;
    private long lastTime;
    private String lastId = "";

    StreamModel(StreamConfig config) {
        this.config = config;
    }

    /// @param ttl  · seconds; 0 for none, -1 for ever
    /// @param size · as it counts
    record Kept(long sequence, String subject, long time, long ttl, long size) {
        @Override
        public String toString() {
            return sequence + " " + subject + " " + time;
        }
    }

    List<String> contents() {
        return kept.stream().map(Kept::toString).toList();
    }

    long last() {
        return last;
    }

    long bytes() {
        return kept.stream().mapToLong(Kept::size).sum();
    }

    /// @return the answer
    String publish(long now, String subject, int payloadLength, Map<String, String> headers) {
        Kept duplicate = ids.get(headers.get("Nats-Msg-Id"));
        long ttl = ttl(headers.get("Nats-TTL"));
        String refusal = asked(subject, payloadLength, headers, ttl);
        if (refusal == null && duplicate != null && now - duplicate.time < config.duplicateWindowNanos()) {
            return "{\"stream\":\"S\",\"seq\":" + duplicate.sequence + ",\"duplicate\": true}";
        }
        long size = 16L + subject.length() + payloadLength;
        if (refusal == null) {
            refusal = granted(subject, size, headers);
        }
        if (refusal != null) {
            return "{\"error\":{" + refusal + "\"},\"stream\":\"S\",\"seq\":0}";
        }
        store(new Kept(++last, subject, Math.max(now, lastTime + 1), ttl, size), headers);
        return "{\"stream\":\"S\",\"seq\":" + last + "}";
    }

    private static long ttl(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        return text.equals("never") ? -1 : Long.parseLong(text);
    }

    private @Nullable String asked(String subject, int payloadLength, Map<String, String> headers, long ttl) {
        int most = config.limits().messageBytesMax();
        if (most >= 0 && payloadLength > most) {
            return error(400, 10054, "message size exceeds maximum allowed");
        }
        if (ttl != 0 && !config.features().messageTtl()) {
            return error(400, 10166, "per-message TTL is disabled");
        }
        String bySubject = headers.get("Nats-Expected-Last-Subject-Sequence");
        long lastOfSubject = lastOf(headers.getOrDefault("Nats-Expected-Last-Subject-Sequence-Subject", subject));
        if (bySubject != null && Long.parseLong(bySubject) != lastOfSubject) {
            return error(400, 10071, "wrong last sequence: " + lastOfSubject);
        }
        if (bySubject == null && headers.containsKey("Nats-Expected-Last-Subject-Sequence-Subject")) {
            return error(400, 10193, "missing sequence for expected last sequence per subject");
        }
        String expected = headers.get("Nats-Expected-Last-Sequence");
        if (expected != null && Long.parseLong(expected) != last) {
            return error(400, 10071, "wrong last sequence: " + last);
        }
        return null;
    }

    private @Nullable String granted(String subject, long size, Map<String, String> headers) {
        String expectedId = headers.get("Nats-Expected-Last-Msg-Id");
        if (expectedId != null && !expectedId.equals(lastId)) {
            return error(400, 10070, "wrong last msg ID: " + lastId);
        }
        boolean rollup = headers.containsKey("Nats-Rollup");
        if (rollup && !config.access().rollup()) {
            return error(500, 10111, "rollup not permitted");
        }
        if (config.discard() == DiscardPolicy.OLD) {
            return null;
        }
        long perSubject = config.limits().messagesPerSubjectMax();
        List<Kept> same =
                kept.stream().filter(each -> each.subject.equals(subject)).toList();
        boolean replaces = perSubject > 0 && same.size() >= perSubject;
        if (replaces && config.discardNewPerSubject() && !rollup) {
            return error(503, 10077, "maximum messages per subject exceeded");
        }
        if (config.limits().messagesMax() > 0 && kept.size() >= config.limits().messagesMax() && !replaces) {
            return error(503, 10077, "maximum messages exceeded");
        }
        boolean roomWithout = replaces && same.getFirst().size >= size;
        if (config.limits().bytesMax() > 0 && bytes() + size > config.limits().bytesMax() && !roomWithout) {
            return error(503, 10077, "maximum bytes exceeded");
        }
        return null;
    }

    private void store(Kept message, Map<String, String> headers) {
        kept.add(message);
        lastTime = message.time;
        lastId = headers.getOrDefault("Nats-Msg-Id", "");
        if (!lastId.isEmpty()) {
            ids.put(lastId, message);
        }
        String rollup = headers.getOrDefault("Nats-Rollup", "").toLowerCase(Locale.ROOT);
        kept.removeIf(each -> each.sequence != message.sequence
                && (rollup.equals("all") || (rollup.equals("sub") && each.subject.equals(message.subject))));
        long perSubject = config.limits().messagesPerSubjectMax();
        while (perSubject > 0 && countOf(message.subject) > perSubject) {
            kept.remove(kept.stream()
                    .filter(each -> each.subject.equals(message.subject))
                    .findFirst()
                    .orElseThrow());
        }
        if (config.discard() == DiscardPolicy.OLD) {
            while ((config.limits().messagesMax() > 0
                            && kept.size() > config.limits().messagesMax())
                    || (config.limits().bytesMax() > 0
                            && bytes() > config.limits().bytesMax())) {
                kept.removeFirst();
            }
        }
    }

    void expire(long now) {
        long age = config.limits().ageNanosMax();
        kept.removeIf(each -> (age > 0 && each.ttl >= 0 && each.time + age <= now)
                || (each.ttl > 0 && each.time + each.ttl * SECOND <= now));
    }

    boolean delete(long sequence) {
        return kept.removeIf(each -> each.sequence == sequence);
    }

    /// @param subject · null for all
    long purge(@Nullable String subject, long sequence, long keep) {
        List<Kept> matching = kept.stream()
                .filter(each -> subject == null || each.subject.equals(subject))
                .filter(each -> sequence == 0 || each.sequence < sequence)
                .toList();
        List<Kept> gone = matching.subList(0, (int) Math.max(0, matching.size() - keep));
        kept.removeAll(gone);
        if (subject == null && keep == 0 && sequence - 1 > last) {
            last = sequence - 1;
        }
        return gone.size();
    }

    /// What is known of ids is found in the messages that are still there, and only the last one says what came
    /// last.
    void restart(long now) {
        ids.values().removeIf(each -> !kept.contains(each) || now - each.time >= config.duplicateWindowNanos());
        boolean lastKept = !kept.isEmpty() && kept.getLast().sequence == last;
        lastId = lastKept ? lastId : "";
    }

    private long lastOf(String subject) {
        return kept.stream()
                .filter(each -> subject.endsWith("*") || each.subject.equals(subject))
                .mapToLong(Kept::sequence)
                .max()
                .orElse(0);
    }

    private long countOf(String subject) {
        return kept.stream().filter(each -> each.subject.equals(subject)).count();
    }

    private static String error(int code, int errCode, String text) {
        return "\"code\":" + code + ",\"err_code\":" + errCode + ",\"description\":\"" + text;
    }
}
