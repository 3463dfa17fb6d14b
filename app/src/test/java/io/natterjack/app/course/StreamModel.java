package io.natterjack.app.course;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a stream is said to do, in the plainest words: a list of messages that is searched from end to end.
final class StreamModel {
    private static final long SECOND = Rules.SECOND;

    private Rules rules;
    private final List<Kept> kept = new ArrayList<>();
    private final Map<String, Kept> ids = new HashMap<>();
    final Map<String, ConsumerModel> consumers = new LinkedHashMap<>();
    private long last;
    private long lastTime;
    private String lastId = "";

    StreamModel(Rules rules) {
        this.rules = rules;
        last = rules.first() - 1;
    }

    List<Kept> kept() {
        return kept;
    }

    long last() {
        return last;
    }

    long bytes() {
        return kept.stream().mapToLong(Kept::size).sum();
    }

    @Nullable
    Kept find(long sequence) {
        return kept.stream()
                .filter(each -> each.sequence() == sequence)
                .findFirst()
                .orElse(null);
    }

    /// One message that is published.
    record Message(String subject, Map<String, String> headers, String body) {
        String lines() {
            StringBuilder lines = new StringBuilder();
            headers.forEach((name, value) ->
                    lines.append(name).append(": ").append(value).append("\r\n"));
            return lines.toString();
        }

        int length() {
            return (headers.isEmpty() ? 0 : "NATS/1.0\r\n".length() + lines().length() + 2) + body.length();
        }

        long ttl() {
            String text = headers.getOrDefault("Nats-TTL", "0");
            return text.equals("never") ? -1 : Long.parseLong(text);
        }
    }

    /// @return the answer
    String publish(long now, Message message) {
        Map<String, String> headers = message.headers;
        Kept duplicate = ids.get(headers.get("Nats-Msg-Id"));
        String refusal = asked(message);
        if (refusal == null && duplicate != null && now - duplicate.timeNanos() < Rules.WINDOW_NANOS) {
            return "{\"stream\":\"S\",\"seq\":" + duplicate.sequence() + ",\"duplicate\": true}";
        }
        if (refusal == null) {
            refusal = granted(message, List.of());
        }
        if (refusal != null) {
            return refused(refusal);
        }
        String sum = rules.counter() ? String.valueOf(sum(message)) : "";
        store(now, message);
        return "{\"stream\":\"S\",\"seq\":" + last + (sum.isEmpty() ? "" : ",\"val\":\"" + sum + "\"") + "}";
    }

    /// All of it or nothing.
    String publishBatch(long now, String id, List<Message> messages) {
        for (int at = 0; at < messages.size(); at++) {
            Message each = messages.get(at);
            String refusal = asked(each);
            if (refusal == null) {
                refusal = granted(each, messages.subList(0, at));
            }
            if (refusal != null) {
                return refused(refusal);
            }
        }
        messages.forEach(each -> append(now, each));
        for (Message each : messages) {
            enforceSubject(each.subject);
            enforceTotals();
        }
        return "{\"stream\":\"S\",\"seq\":" + last + ",\"batch\":\"" + id + "\",\"count\":" + messages.size() + "}";
    }

    private static String refused(String refusal) {
        return "{\"error\":{" + refusal + "\"},\"stream\":\"S\",\"seq\":0}";
    }

    private long sum(Message message) {
        long before = kept.stream()
                .filter(each -> each.subject().equals(message.subject))
                .reduce((_, later) -> later)
                .map(each -> Long.parseLong(each.body().replaceAll("[^-\\d]", "")))
                .orElse(0L);
        return before + Long.parseLong(message.headers.get("Nats-Incr"));
    }

    private @Nullable String asked(Message message) {
        Map<String, String> headers = message.headers;
        if (rules.limits().messageBytes() >= 0
                && message.length() > rules.limits().messageBytes()) {
            return error(400, 10054, "message size exceeds maximum allowed");
        }
        if (message.ttl() != 0 && !rules.ttl()) {
            return error(400, 10166, "per-message TTL is disabled");
        }
        String bySubject = headers.get("Nats-Expected-Last-Subject-Sequence");
        long lastOf = lastOf(headers.getOrDefault("Nats-Expected-Last-Subject-Sequence-Subject", message.subject));
        if (bySubject != null && Long.parseLong(bySubject) != lastOf) {
            return error(400, 10071, "wrong last sequence: " + lastOf);
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

    /// @param before · messages of the same batch, which count whether or not somebody wants them
    private @Nullable String granted(Message message, List<Message> before) {
        String expectedId = message.headers.get("Nats-Expected-Last-Msg-Id");
        if (expectedId != null && !expectedId.equals(lastId)) {
            return error(400, 10070, "wrong last msg ID: " + lastId);
        }
        boolean rollup = message.headers.containsKey("Nats-Rollup");
        if (rollup && (!rules.rollup() || rules.guarded())) {
            return error(500, 10111, "rollup not permitted");
        }
        boolean batched = message.headers.containsKey("Nats-Batch-Id");
        if (!rules.discardNew() || !(batched || wanted(message.subject))) {
            return null;
        }
        Rules.Bounds limits = rules.limits();
        long size = size(message);
        List<Kept> same = of(message.subject);
        long staged = before.stream()
                .filter(each -> each.subject.equals(message.subject))
                .count();
        boolean full = limits.perSubject() > 0 && same.size() + staged >= limits.perSubject();
        if (full && rules.perSubject() && !rollup) {
            return error(503, 10077, "maximum messages per subject exceeded");
        }
        boolean replaces = full && !batched;
        if (limits.messages() > 0 && kept.size() + before.size() >= limits.messages() && !replaces) {
            return error(503, 10077, "maximum messages exceeded");
        }
        long stagedBytes = before.stream().mapToLong(this::size).sum();
        boolean roomWithout = replaces && same.getFirst().size() >= size;
        if (limits.bytes() > 0 && bytes() + stagedBytes + size > limits.bytes() && !roomWithout) {
            return error(503, 10077, "maximum bytes exceeded");
        }
        return null;
    }

    private long size(Message message) {
        return Kept.size(rules.storage(), message.subject, message.lines(), message.body);
    }

    private void store(long now, Message message) {
        String body = rules.counter() ? "{\"val\":\"" + sum(message) + "\"}" : message.body;
        boolean wanted = append(now, new Message(message.subject, message.headers, body));
        String rollup = message.headers.getOrDefault("Nats-Rollup", "");
        long before = wanted ? last : last + 1;
        kept.removeIf(each -> each.sequence() < before
                && (rollup.equals("all")
                        || (rollup.equals("sub") && each.subject().equals(message.subject))));
        if (wanted) {
            enforceSubject(message.subject);
            enforceTotals();
        }
    }

    private boolean append(long now, Message message) {
        lastTime = Math.max(now, lastTime + 1);
        String headers = message.lines();
        Kept stored = new Kept(++last, message.subject, headers, message.body, lastTime, message.ttl(), size(message));
        lastId = message.headers.getOrDefault("Nats-Msg-Id", "");
        if (!lastId.isEmpty()) {
            ids.put(lastId, stored);
        }
        boolean wanted = wanted(message.subject);
        if (wanted) {
            kept.add(stored);
        }
        return wanted;
    }

    private void enforceSubject(String subject) {
        long most = rules.limits().perSubject();
        while (most > 0 && of(subject).size() > most) {
            kept.remove(of(subject).getFirst());
        }
    }

    private void enforceTotals() {
        long messages = rules.limits().messages();
        long bytes = rules.limits().bytes();
        while (!rules.discardNew() && ((messages > 0 && kept.size() > messages) || (bytes > 0 && bytes() > bytes))) {
            kept.removeFirst();
        }
    }

    void update(long now, Rules changed) {
        rules = changed;
        kept.stream().map(Kept::subject).distinct().toList().forEach(this::enforceSubject);
        enforceTotals();
        expire(now);
    }

    /// Lets go what is too old, in the order in which it grows old.
    void expire(long now) {
        while (true) {
            Kept due = kept.stream()
                    .filter(each -> dueNanos(each) <= now)
                    .min(Comparator.comparingLong(this::dueNanos).thenComparingLong(Kept::sequence))
                    .orElse(null);
            if (due == null) {
                return;
            }
            boolean lastOfSubject = of(due.subject()).size() == 1;
            long dueNanos = dueNanos(due);
            kept.remove(due);
            if (rules.markerNanos() > 0 && lastOfSubject && !due.marker()) {
                lastTime = Math.max(dueNanos, lastTime + 1);
                lastId = "";
                String lines = "Nats-Marker-Reason: MaxAge\r\nNats-TTL: 2s\r\nNats-Rollup: sub\r\n";
                kept.add(new Kept(
                        ++last,
                        due.subject(),
                        lines,
                        "",
                        lastTime,
                        rules.markerNanos() / SECOND,
                        Kept.size(rules.storage(), due.subject(), lines, "")));
                enforceTotals();
            }
        }
    }

    private long dueNanos(Kept message) {
        long age = rules.limits().ageNanos();
        long byAge = age > 0 && message.ttlSeconds() >= 0 ? message.timeNanos() + age : Long.MAX_VALUE;
        long byTtl = message.ttlSeconds() > 0 ? message.timeNanos() + message.ttlSeconds() * SECOND : Long.MAX_VALUE;
        return Math.min(byAge, byTtl);
    }

    boolean delete(long sequence) {
        return !rules.guarded() && kept.removeIf(each -> each.sequence() == sequence);
    }

    /// @param subject · null for all
    /// @return how many are gone; -1 if that is not allowed
    long purge(@Nullable String subject, long sequence, long keep) {
        if (rules.guarded()) {
            return -1;
        }
        List<Kept> matching = kept.stream()
                .filter(each -> subject == null || each.subject().equals(subject))
                .filter(each -> sequence == 0 || each.sequence() < sequence)
                .toList();
        List<Kept> gone = matching.subList(0, (int) Math.max(0, matching.size() - keep));
        kept.removeAll(gone);
        if (subject == null && keep == 0 && sequence - 1 > last) {
            last = sequence - 1;
        }
        return gone.size();
    }

    /// What is known of ids is found in the messages that are still there, and only the last one says what came last.
    void restart(long now) {
        ids.values().removeIf(each -> !kept.contains(each) || now - each.timeNanos() >= Rules.WINDOW_NANOS);
        boolean lastKept = !kept.isEmpty() && kept.getLast().sequence() == last;
        lastId = lastKept ? lastId : "";
    }

    /// A consumer is there that sees what is there, and what comes.
    void consume(ConsumerModel consumer) {
        consumers.put(consumer.name(), consumer);
    }

    void abandon(String consumer) {
        ConsumerModel gone = consumers.remove(consumer);
        if (gone != null && rules.retention().equals("interest")) {
            release(gone::matches);
        }
    }

    /// A consumer has been told what became of a message.
    void settled(ConsumerModel by, long sequence) {
        Kept message = find(sequence);
        if (message != null && by.matches(message)) {
            if (rules.retention().equals("workqueue")) {
                kept.remove(message);
            } else if (rules.retention().equals("interest")) {
                release(each -> each.sequence() == sequence);
            }
        }
    }

    private void release(Predicate<Kept> among) {
        kept.removeIf(
                each -> among.test(each) && consumers.values().stream().noneMatch(consumer -> consumer.needs(each)));
    }

    private boolean wanted(String subject) {
        return !rules.retention().equals("interest")
                || consumers.values().stream().anyMatch(consumer -> consumer.matches(subject));
    }

    private List<Kept> of(String subject) {
        return kept.stream().filter(each -> each.subject().equals(subject)).toList();
    }

    private long lastOf(String subject) {
        return kept.stream()
                .filter(each -> subject.endsWith("*") || each.subject().equals(subject))
                .mapToLong(Kept::sequence)
                .max()
                .orElse(0);
    }

    private static String error(int code, int errCode, String text) {
        return "\"code\":" + code + ",\"err_code\":" + errCode + ",\"description\":\"" + text;
    }
}
