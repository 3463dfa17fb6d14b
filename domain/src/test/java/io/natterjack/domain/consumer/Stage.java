package io.natterjack.domain.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.consumer.ack.AckSubject;
import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.consumer.config.ConsumerConfigBuilder;
import io.natterjack.domain.memory.MemoryStorage;
import io.natterjack.domain.stream.IdleHost;
import io.natterjack.domain.stream.Stream;
import io.natterjack.domain.stream.config.StorageType;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.config.StreamConfigBuilder;
import io.natterjack.domain.stream.message.Publication;
import io.natterjack.ports.storage.StorageListener;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.StreamOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A stream, one consumer and its clients, with a clock that only tests move.
final class Stage extends IdleHost implements ConsumerHost {
    static final long START_NANOS = 1_700_000_000_000_000_000L;

    private final Map<String, List<Received>> inboxes = new HashMap<>();
    private final Queue<Consumer> ready = new ArrayDeque<>();
    private final Set<String> congested = new HashSet<>();
    private final Stream stream;
    final List<ConsumerEvent> events = new ArrayList<>();
    final List<String> answers = new ArrayList<>();
    private @Nullable Consumer consumer;
    private boolean inactive;
    private int budget = 100;
    private boolean forgetful;
    private Runnable afterPass = () -> {};

    Stage(long seed, java.util.function.Consumer<StreamConfigBuilder> changes) {
        super(seed, START_NANOS);
        StreamConfigBuilder builder = StreamConfig.named("S").subjects("s.>").storage(StorageType.MEMORY);
        changes.accept(builder);
        stream = new Stream(
                this,
                "",
                builder.build(),
                new MemoryStorage()
                        .create(new StreamKey("$G", "S"), StreamOptions.DEFAULT, new byte[0], new Durable()));
    }

    Stage() {
        this(1, _ -> {});
    }

    private static final class Durable implements StorageListener {
        @Override
        public void durable(long ticket) {}

        @Override
        public void frozen(String why) {
            throw new AssertionError(why);
        }
    }

    /// A message or a status, as a client sees it.
    record Received(String subject, String reply, String headers, String body) {
        long[] numbers() {
            String[] tokens = reply.split("\\.", -1);
            long[] numbers = new long[5];
            for (int i = 0; i < 5; i++) {
                numbers[i] = Long.parseLong(tokens[4 + i]);
            }
            return numbers;
        }

        boolean message() {
            return reply.startsWith("$JS.ACK.");
        }

        long deliveries() {
            return numbers()[0];
        }

        long sequence() {
            return numbers()[1];
        }

        long number() {
            return numbers()[2];
        }

        long pending() {
            return numbers()[4];
        }

        /// The status and its headers without line ends, or the subject, sequence and body.
        @Override
        public String toString() {
            String shown = headers.strip().replace("NATS/1.0 ", "").replace("\r\n", " | ");
            return message() ? subject + " " + sequence() + (body.isEmpty() ? "" : " " + body) : shown;
        }
    }

    // --- the stream

    void store(String subject, String body) {
        byte[] payload = body.getBytes(UTF_8);
        stream.publish(new Publication().to(subject).payload(payload, 0, 0, payload.length));
    }

    void store(String subject, String headers, String body) {
        byte[] block = ("NATS/1.0\r\n" + headers + "\r\n\r\n").getBytes(UTF_8);
        byte[] payload = ("NATS/1.0\r\n" + headers + "\r\n\r\n" + body).getBytes(UTF_8);
        stream.publish(new Publication().to(subject).payload(payload, 0, block.length, payload.length));
    }

    void store(int count) {
        for (int i = 0; i < count; i++) {
            store("s.a", "m" + (stream.state().lastSequence() + 1));
        }
    }

    Stream stream() {
        return stream;
    }

    // --- the consumer

    Consumer consumer(java.util.function.Consumer<ConsumerConfigBuilder> changes) {
        ConsumerConfigBuilder builder =
                ConsumerConfig.builder().durable("C").name("C").pull(p -> p.withWaitingMax(512));
        changes.accept(builder);
        return consumer(builder.build());
    }

    Consumer consumer(ConsumerConfig config) {
        stream.consumers().define("C", new byte[0]);
        return begin(new Consumer(this, stream, config, true, null));
    }

    private Consumer begin(Consumer begun) {
        consumer = begun;
        begun.start();
        pass();
        return begun;
    }

    Consumer consumer() {
        Consumer current = consumer;
        if (current == null) {
            throw new AssertionError("no consumer");
        }
        return current;
    }

    /// As after a restart of the server.
    ///
    /// @param saved · it had the time to save its state
    Consumer restart(boolean saved) {
        Consumer before = consumer();
        byte[] state = stream.consumers().state("C");
        before.close();
        ready.clear();
        if (!saved && state != null) {
            stream.consumers().save("C", state, 0, state.length);
        }
        byte[] last = stream.consumers().state("C");
        return begin(new Consumer(this, stream, before.config(), true, last));
    }

    /// As after a restart, with a state of unknown origin.
    void restartFrom(byte[] state) {
        Consumer before = consumer();
        before.close();
        ready.clear();
        begin(new Consumer(this, stream, before.config(), true, state));
    }

    void budget(int messages) {
        budget = messages;
    }

    boolean inactive() {
        return inactive;
    }

    void pull(String inbox, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        consumer().pull(inbox.getBytes(UTF_8), bytes, 0, bytes.length);
        pass();
    }

    void ack(Received message, String verb) {
        ack(message.reply(), verb, "");
    }

    void ack(String subject, String verb, String reply) {
        byte[] bytes = subject.getBytes(UTF_8);
        byte[] payload = verb.getBytes(UTF_8);
        AckSubject read = new AckSubject();
        if (!read.read(bytes, 0, bytes.length)) {
            throw new AssertionError(subject);
        }
        consumer().ack(read, payload, 0, payload.length, reply.getBytes(UTF_8));
        pass();
    }

    /// Answers a question about flow control, with headers if any are given.
    void answer(String subject, String headers) {
        byte[] bytes = subject.getBytes(UTF_8);
        byte[] block = headers.isEmpty() ? new byte[0] : ("NATS/1.0\r\n" + headers + "\r\n\r\n").getBytes(UTF_8);
        consumer().flowControlAnswered(bytes, 0, bytes.length, block, 0, block.length);
        pass();
    }

    /// Clients take what is sent, and do not look at it.
    void forget(boolean what) {
        forgetful = what;
    }

    // --- the clients

    void listen(String subject) {
        inboxes.putIfAbsent(subject, new ArrayList<>());
        interestChanged();
    }

    void leave(String subject) {
        inboxes.remove(subject);
        interestChanged();
    }

    private void interestChanged() {
        if (consumer != null) {
            consumer().interestChanged();
            pass();
        }
    }

    void congest(String subject) {
        congested.add(subject);
    }

    /// What has come to a subject since it was asked last.
    List<Received> take(String subject) {
        List<Received> all = inboxes.getOrDefault(subject, List.of());
        List<Received> taken = List.copyOf(all);
        if (!taken.isEmpty()) {
            all.clear();
        }
        return taken;
    }

    /// As texts, without the status messages' line ends.
    List<String> texts(String subject) {
        return take(subject).stream().map(Received::toString).toList();
    }

    // --- time

    void pass() {
        while (!ready.isEmpty()) {
            Consumer next = ready.remove();
            if (next.work(budget)) {
                ready.add(next);
            }
        }
        if (consumer != null) {
            consumer().endPass();
        }
        stream.endPass();
        afterPass.run();
    }

    /// Is run at the end of every pass.
    void afterPass(Runnable task) {
        afterPass = task;
    }

    void advance(Duration time) {
        advance(time.toNanos(), this::pass);
        pass();
    }

    void advanceMillis(long millis) {
        advance(Duration.ofMillis(millis));
    }

    // --- what the parts ask

    @Override
    public boolean interest(String subject) {
        return inboxes.containsKey(subject);
    }

    @Override
    public boolean bound(String subject, String group) {
        return inboxes.containsKey(subject);
    }

    @Override
    public Receipt deliver(byte[] to, Publication message) {
        if (forgetful) {
            return Receipt.TAKEN;
        }
        String subject = new String(to, UTF_8);
        List<Received> inbox = inboxes.get(subject);
        if (inbox == null) {
            return Receipt.NOBODY;
        }
        byte[] payload = message.payload();
        inbox.add(new Received(
                message.subjectText(),
                new String(message.reply(), message.replyFrom(), message.replyTo() - message.replyFrom(), UTF_8),
                new String(payload, message.payloadFrom(), message.headerLength(), UTF_8),
                new String(payload, message.bodyFrom(), message.bodyLength(), UTF_8)));
        return congested.contains(subject) ? Receipt.CONGESTED : Receipt.TAKEN;
    }

    @Override
    public void advise(Consumer about, ConsumerEvent event) {
        events.add(event);
    }

    @Override
    public void ready(Consumer about) {
        ready.add(about);
    }

    @Override
    public void inactive(Consumer about) {
        inactive = true;
    }

    @Override
    public void publish(Publication message) {
        answers.add(message.subjectText());
    }
}
