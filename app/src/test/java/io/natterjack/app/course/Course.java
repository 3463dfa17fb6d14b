package io.natterjack.app.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One random course: a stream and its consumers take publishes of every kind, acknowledgements, changes, restarts and
/// the passing of time. Every answer and everything that is there afterwards is compared with a model, and everything
/// that a client hears with what it hears of a broker whose streams are in memory, unless bytes decide: they are
/// counted in another way there.
final class Course {
    private static final List<String> SUBJECTS = List.of("s.a", "s.b", "s.c");
    private static final List<String> VERBS =
            List.of("+ACK", "+ACK", "", "+TERM", "-NAK", "-NAK {\"delay\":2000000000}", "+WPI");
    /// How much a message counts is different in memory, and how it is said that there is none.
    private static final Pattern OF_STORAGE = Pattern.compile(
            "\"(storage|bytes)\":[^,]*,|\"error\":\\{[^}]*(sequence \\d+ not found|stream store EOF)\"}");
    private static final int STEPS = 80;
    /// So many steps lie between two looks at everything.
    private static final int LOOK = 4;
    private static final int PULL = 5;

    private final SplittableRandom random;
    private final World tested;
    private @Nullable World reference;
    private final boolean kills;
    private final boolean inBytes;
    private final List<String> steps = new ArrayList<>();
    private final List<Heard> deliveries = new ArrayList<>();
    private Rules rules;
    private StreamModel model;
    private int names;

    /// @param kills · the storage of the tested broker may be left as a killed process leaves it
    Course(long seed, String storage, World tested, @Nullable World reference, boolean kills) {
        this.random = new SplittableRandom(seed);
        this.tested = tested;
        this.inBytes = random.nextInt(3) == 0;
        this.reference = inBytes ? null : reference;
        this.kills = kills;
        this.rules = Rules.random(random, storage, inBytes);
        this.model = new StreamModel(rules);
    }

    void run() {
        try {
            String created = api("STREAM.CREATE.S", rules.json());
            assertTrue(created.contains("\"did_create\":true"), created);
            for (int step = 0; step < STEPS; step++) {
                step();
                if (step % LOOK == 0) {
                    check();
                }
            }
            settle();
        } catch (AssertionError failure) {
            throw new AssertionError(failure.getMessage() + "\n" + rules + "\n" + String.join("\n", steps), failure);
        }
    }

    private void step() {
        switch (random.nextInt(24)) {
            case 0 -> restart();
            case 1 -> delete();
            case 2 -> purge();
            case 3, 4, 5 -> pass(Rules.SECOND * (1 + random.nextInt(3)));
            case 6 -> update();
            case 7, 8 -> consumer();
            case 9, 10, 11 -> pull();
            case 12, 13, 14 -> acknowledge();
            case 15 -> publishBatch();
            default -> publish();
        }
    }

    // --- what clients do

    private void publish() {
        Map<String, String> headers = new LinkedHashMap<>();
        long near = Math.max(0, model.last() - random.nextInt(3));
        sometimes(headers, "Nats-Msg-Id", "m" + random.nextInt(6), 3);
        if (rules.counter()) {
            headers.put("Nats-Incr", (random.nextBoolean() ? "+" : "-") + random.nextInt(20));
        } else {
            sometimes(headers, "Nats-Expected-Last-Sequence", "" + near, 8);
            sometimes(headers, "Nats-Expected-Last-Subject-Sequence", "" + near, 8);
            sometimes(headers, "Nats-Expected-Last-Subject-Sequence-Subject", random.nextBoolean() ? "s.*" : "s.b", 10);
            sometimes(headers, "Nats-Expected-Last-Msg-Id", "m" + random.nextInt(6), 12);
            sometimes(headers, "Nats-Rollup", random.nextInt(3) == 0 ? "all" : "sub", 12);
            sometimes(headers, "Nats-TTL", random.nextInt(4) == 0 ? "never" : "" + (2 + random.nextInt(9)), 4);
            sometimes(headers, "Of-No-Concern", "y".repeat(random.nextInt(30)), 4);
        }
        publish(new StreamModel.Message(subject(), headers, rules.counter() ? "" : body()));
    }

    private void publish(StreamModel.Message message) {
        String expected = model.publish(now(), message);
        assertEquals(expected, ask(message.subject(), message.lines(), message.body()));
    }

    private void publishBatch() {
        if (rules.counter()) {
            return;
        }
        String id = "b" + ++names;
        List<StreamModel.Message> batch = new ArrayList<>();
        int size = 1 + random.nextInt(4);
        for (int number = 1; number <= size; number++) {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Nats-Batch-Id", id);
            headers.put("Nats-Batch-Sequence", "" + number);
            if (number == 1) {
                sometimes(headers, "Nats-Expected-Last-Sequence", "" + (model.last() - random.nextInt(2)), 3);
            }
            if (number == size) {
                headers.put("Nats-Batch-Commit", "1");
            }
            batch.add(new StreamModel.Message(subject(), headers, body()));
        }
        for (StreamModel.Message each : batch.subList(0, size - 1)) {
            assertEquals("", ask(each.subject(), each.lines(), each.body()));
        }
        StreamModel.Message commit = batch.getLast();
        String expected = model.publishBatch(now(), id, batch);
        assertEquals(expected, ask(commit.subject(), commit.lines(), commit.body()));
    }

    private String subject() {
        return SUBJECTS.get(random.nextInt(SUBJECTS.size()));
    }

    private String body() {
        return "x".repeat(random.nextInt(60));
    }

    private void sometimes(Map<String, String> headers, String name, String value, int oneIn) {
        if (random.nextInt(oneIn) == 0) {
            headers.put(name, value);
        }
    }

    private void consumer() {
        boolean queue = rules.retention().equals("workqueue");
        if (!model.consumers.isEmpty() && random.nextInt(model.consumers.size() == 2 || queue ? 1 : 3) == 0) {
            String name = model.consumers.keySet().iterator().next();
            assertTrue(api("CONSUMER.DELETE.S." + name, "").contains("\"success\":true"));
            model.abandon(name);
            return;
        }
        String filter = random.nextBoolean() ? null : subject();
        ConsumerModel consumer = new ConsumerModel("C" + ++names, filter, random.nextInt(3) == 0 ? 2 : -1);
        String created = api("CONSUMER.DURABLE.CREATE.S." + consumer.name(), consumer.json());
        assertTrue(created.contains("\"name\":\"" + consumer.name() + "\""), created);
        model.consume(consumer);
    }

    private void pull() {
        model.consumers.values().forEach(consumer -> pull(consumer, 1 + random.nextInt(PULL)));
    }

    private void pull(ConsumerModel consumer, int batch) {
        String request = "{\"batch\":" + batch + ",\"no_wait\":true}";
        for (Heard each : exchange("$JS.API.CONSUMER.MSG.NEXT.S." + consumer.name(), World.DELIVERIES, "", request)) {
            if (each.delivered()) {
                consumer.delivered(model, each, now());
                deliveries.add(each);
            }
        }
    }

    private void acknowledge() {
        if (!deliveries.isEmpty()) {
            Heard message = deliveries.get(Math.max(0, deliveries.size() - 1 - random.nextInt(8)));
            acknowledge(message, VERBS.get(random.nextInt(VERBS.size())));
        }
    }

    /// An answer says that it is known for good.
    private void acknowledge(Heard message, String verb) {
        ConsumerModel consumer = model.consumers.get(message.reply().split("\\.", -1)[3]);
        boolean known = answers(message.reply(), "", verb).size() == 1;
        if (consumer == null) {
            return;
        }
        assertTrue(known || consumer.forgetful(), () -> "no answer to " + message.reply() + " " + verb);
        if (!known) {
            return;
        }
        long sequence = message.number(1);
        if (verb.startsWith("-NAK")) {
            consumer.rejected(sequence, now(), verb.length() > 4 ? 2 * Rules.SECOND : 0);
        } else if (!verb.equals("+WPI")) {
            consumer.settled(sequence);
            model.settled(consumer, sequence);
        }
    }

    // --- what operators do

    private void delete() {
        long sequence = Math.max(1, model.last() - random.nextInt(6));
        String answer =
                api("STREAM.MSG.DELETE.S", "{\"seq\":" + sequence + ",\"no_erase\":" + random.nextBoolean() + "}");
        assertEquals(model.delete(sequence), answer.contains("\"success\":true"), answer);
    }

    private void purge() {
        int kind = random.nextInt(8);
        long sequence = kind < 4 ? Math.max(1, model.last() - random.nextInt(5) + random.nextInt(3)) : 0;
        long keep = kind == 4 || kind == 5 ? 1 + random.nextInt(3) : 0;
        String subject = random.nextInt(3) == 0 ? null : subject();
        String asked = (subject == null ? "" : ",\"filter\":\"" + subject + "\"")
                + (sequence == 0 ? "" : ",\"seq\":" + sequence)
                + (keep == 0 ? "" : ",\"keep\":" + keep);
        String answer = api("STREAM.PURGE.S", asked.isEmpty() ? "" : "{" + asked.substring(1) + "}");
        long purged = model.purge(subject, sequence, keep);
        assertTrue(answer.contains(purged < 0 ? "\"err_code\":" : "\"purged\":" + purged + "}"), answer);
    }

    private void update() {
        rules = rules.with(Rules.Bounds.random(random, inBytes));
        String answer = api("STREAM.UPDATE.S", rules.json());
        assertTrue(answer.contains("\"config\":"), answer);
        model.update(now(), rules);
    }

    private void restart() {
        boolean killed = kills && random.nextBoolean();
        steps.add(killed ? "killed" : "restarted");
        tested.restarts(killed);
        if (killed && !model.consumers.isEmpty()) {
            reference = null;
        }
        if (reference != null) {
            reference.restarts(false);
        }
        model.restart(now());
        model.consumers.values().forEach(consumer -> consumer.restart(killed));
    }

    private void pass(long nanos) {
        steps.add(nanos + " ns pass");
        tested.passes(nanos);
        if (reference != null) {
            reference.passes(nanos);
        }
        model.expire(now());
    }

    private long now() {
        return tested.nowNanos();
    }

    // --- what is seen

    /// With clients that do what they should, every message is settled in the end.
    private void settle() {
        for (int round = 0; round < 12; round++) {
            pass(ConsumerModel.ACK_WAIT_NANOS);
            deliveries.clear();
            model.consumers.values().forEach(consumer -> pull(consumer, 1_000));
            List.copyOf(deliveries).forEach(each -> acknowledge(each, "+ACK"));
        }
        check();
        model.consumers
                .values()
                .forEach(consumer -> assertEquals(
                        List.of(),
                        model.kept().stream()
                                .filter(each -> !consumer.done(each))
                                .toList(),
                        consumer.name()));
    }

    private void check() {
        model.expire(now());
        String info = api("STREAM.INFO.S", "");
        long first = model.kept().isEmpty()
                ? model.last() + 1
                : model.kept().getFirst().sequence();
        String expected = "\"state\":{\"messages\":" + model.kept().size() + ",\"bytes\":" + model.bytes()
                + ",\"first_seq\":" + first + ",";
        assertTrue(info.contains(expected), () -> expected + " in " + info);
        assertTrue(info.contains("\"last_seq\":" + model.last() + ","), () -> model.last() + " is last in " + info);
        List<String> contents = new ArrayList<>();
        for (Heard each : exchange("$JS.API.DIRECT.GET.S", World.ANSWERS, "", "{\"seq\":1,\"batch\":10000}")) {
            if (!each.status()) {
                contents.add(text(each));
            }
        }
        assertEquals(model.kept().stream().map(Kept::toString).toList(), contents);
    }

    private String text(Heard message) {
        String shown = message.header("Nats-Sequence") + " " + message.header("Nats-Subject") + " ";
        if (!message.header("Nats-Marker-Reason").isEmpty()) {
            return shown + "marker";
        }
        Kept kept = model.find(Long.parseLong(message.header("Nats-Sequence")));
        if (kept != null) {
            kept.headers().lines().forEach(line -> assertTrue(message.headers().contains(line), message::toString));
        }
        Instant time = Instant.parse(message.header("Nats-Time-Stamp"));
        return shown + ChronoUnit.MICROS.between(Instant.EPOCH, time) + " " + message.body();
    }

    private String api(String subject, String body) {
        return ask("$JS.API." + subject, "", body);
    }

    /// @return the answer
    private String ask(String subject, String headers, String body) {
        List<String> answers = answers(subject, headers, body);
        assertEquals(1, answers.size(), () -> subject + ": " + answers);
        return answers.getFirst();
    }

    private List<String> answers(String subject, String headers, String body) {
        return exchange(subject, World.ANSWERS, headers, body).stream()
                .filter(each -> each.subject().equals(World.ANSWERS))
                .map(Heard::body)
                .toList();
    }

    private List<Heard> exchange(String subject, String reply, String headers, String body) {
        if (!subject.contains("STREAM.INFO") && !subject.contains("DIRECT.GET")) {
            steps.add(subject + " " + headers.replace("\r\n", " | ") + " " + body);
        }
        tested.publish(subject, reply, headers, body);
        List<Heard> heard = tested.hears();
        if (reference != null) {
            reference.publish(subject, reply, headers, body.replace("\"storage\":\"file\"", "\"storage\":\"memory\""));
            assertEquals(text(reference.hears()), text(heard), () -> "what is heard after " + subject + " " + body);
        }
        return heard;
    }

    private static String text(List<Heard> heard) {
        String text = String.join("\n", heard.stream().map(Heard::toString).toList());
        return OF_STORAGE.matcher(text).replaceAll("");
    }
}
