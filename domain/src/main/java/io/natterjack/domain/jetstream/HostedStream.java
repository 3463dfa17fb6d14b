package io.natterjack.domain.jetstream;

import io.natterjack.domain.agenda.Agenda;
import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.jetstream.intake.StreamInlet;
import io.natterjack.domain.routing.Subscription;
import io.natterjack.domain.shard.Inbound;
import io.natterjack.domain.shard.Inlet;
import io.natterjack.domain.shard.Shard;
import io.natterjack.domain.stream.Stream;
import io.natterjack.domain.stream.StreamHost;
import io.natterjack.domain.stream.check.Outcome;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.config.StreamSource;
import io.natterjack.domain.stream.get.DirectGet;
import io.natterjack.domain.stream.message.Publication;
import io.natterjack.domain.stream.source.NameHash;
import io.natterjack.domain.stream.source.Sourcing;
import io.natterjack.domain.subject.Subjects;
import io.natterjack.domain.text.GoTime;
import io.natterjack.ports.storage.Outbox;
import io.natterjack.ports.storage.stream.StoredStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A stream where it lives: what it listens to, what it is told by its storage, and its consumers.
///
/// Confined to the shard.
public final class HostedStream implements StreamHost, Shard.Tenant {
    private static final byte[] SID = {'1'};
    /// A stream and its mirrors answer in turn.
    private static final String GET_GROUP = "_sys_";
    /// What a client gets at once that does not say how much it takes.
    private static final int GET_BYTES_DEFAULT = 64 * 1024 * 1024;

    private final AccountStreams owner;
    private final Storages.Home home;
    private final Instant created;
    private final Agenda agenda;
    private final Stream stream;
    private final StreamInlet inlet;
    private final @Nullable OutboxIntake outbox;
    private final Sourcing sourcing;
    private final DirectGet directGet;
    private final List<Subscription> gets = new ArrayList<>();
    private final SortedMap<String, HostedConsumer> consumers = new TreeMap<>();
    private final Publication window = new Publication();
    private List<HostedConsumer> touched = new ArrayList<>();
    private List<HostedConsumer> spare = new ArrayList<>();
    /// The last sequence when there was no more room; nobody is told again until there has been some.
    private long fullSince = -1;

    private boolean active;

    HostedStream(
            AccountStreams owner,
            Storages.Home home,
            StreamConfig config,
            Instant created,
            StoredStream stored,
            Watermark watermark,
            StreamInlet inlet) {
        this.owner = owner;
        this.inlet = inlet;
        this.home = home;
        this.created = created;
        this.agenda = owner.shard().agenda().announcing(this::activate);
        this.stream = new Stream(this, owner.domain(), config, stored);
        this.outbox = stored instanceof Outbox left ? new OutboxIntake(this, left, owner.shard()) : null;
        limit();
        this.sourcing =
                new Sourcing(this, stream, (source, receiver) -> new DurableFeed(owner, this, source, receiver));
        this.directGet = new DirectGet(stream, GET_BYTES_DEFAULT, owner::publish);
        watermark.attach(stream);
        if (outbox != null) {
            outbox.start();
        }
    }

    /// Says how far batches may go from now on, and what is left outside.
    void limit() {
        if (outbox != null) {
            outbox.limit(owner.share().payloadBytesMax(owner.account()));
        }
        stream.limit(
                owner.batchLimits(),
                owner.share().batches().atomic(),
                owner.share().batches().fast());
    }

    public Stream stream() {
        return stream;
    }

    /// Where it is kept.
    Storages.Home home() {
        return home;
    }

    /// How it copies others, if it does.
    public Sourcing sourcing() {
        return sourcing;
    }

    public StreamConfig config() {
        return stream.config();
    }

    public Instant created() {
        return created;
    }

    /// By name.
    public Collection<HostedConsumer> consumers() {
        return consumers.values();
    }

    /// Those of them that are shown where all are: not those that another server copies this stream with.
    public List<HostedConsumer> listedConsumers() {
        return consumers.values().stream()
                .filter(consumer -> !consumer.consumer().config().direct())
                .toList();
    }

    public @Nullable HostedConsumer consumer(String name) {
        return consumers.get(name);
    }

    /// There is something to do for it when the pass ends.
    public void activate() {
        if (!active) {
            active = true;
            owner.activated(this);
        }
    }

    /// Does its share of a pass.
    ///
    /// @return whether there is more to do at once
    @Override
    public boolean endPass() {
        active = false;
        stream.endPass();
        List<HostedConsumer> working = touched;
        touched = spare;
        spare = working;
        boolean more = false;
        for (int i = 0; i < working.size(); i++) {
            more |= owner.shard().endPass(working.get(i));
        }
        working.clear();
        stream.endPass();
        return more;
    }

    /// One of its consumers has a part in the end of this pass.
    void touched(HostedConsumer consumer) {
        touched.add(consumer);
        activate();
    }

    /// Takes in a message of somebody inside of the server as if a client had published it: with the same checks, and
    /// once it is stored, everybody who listens to its subject gets it.
    ///
    /// @return good until the next message; [Stream#whenSafe] says when it is safe
    public Outcome offer(Publication message) {
        activate();
        Outcome outcome = stream.offer(message);
        if (outcome.error() == null) {
            inlet.offering(owner.shard().scope().delivery(), () -> owner.publish(message));
        }
        return outcome;
    }

    private void take(Publication message) {
        activate();
        stream.publish(message);
    }

    /// Listens to the subjects of the configuration, and to no others; copies whom it says.
    void listen() {
        sourcing.configure();
        inlet.attach(this::take);
        inlet.listen(config().subjects());
        gets.forEach(this::end);
        gets.clear();
        StreamSource mirror = config().mirror();
        if (config().access().direct()) {
            listenForGets(name());
        }
        if (mirror != null && config().access().mirrorDirect()) {
            listenForGets(mirror.name());
        }
    }

    private void listenForGets(String asked) {
        String subject = AccountStreams.API + "DIRECT.GET." + asked;
        int keyFrom = Subjects.bytes(subject).length + 1;
        get(subject, message -> directGet.answer(StreamInlet.show(message, window)));
        get(
                subject + ".>",
                message -> directGet.answerLast(StreamInlet.show(message, window), message.subjectFrom() + keyFrom));
    }

    private void get(String subject, Consumer<Inbound> answer) {
        Consumer<Inbound> unlessRefused = message -> {
            if (!message.refused()) {
                answer.accept(message);
            }
        };
        Subscription subscription =
                new Subscription(new Inlet(owner.shard(), unlessRefused), subject, GET_GROUP, SID, false);
        gets.add(subscription);
        owner.account().routes().add(subscription);
    }

    private boolean end(Subscription subscription) {
        owner.account().routes().remove(subscription);
        return true;
    }

    /// Listens to nothing any more and lets go of the storage.
    void close() {
        inlet.close();
        if (outbox != null) {
            outbox.close();
        }
        gets.forEach(this::end);
        gets.clear();
        sourcing.close();
        consumers.values().forEach(HostedConsumer::close);
        stream.close();
    }

    void add(HostedConsumer consumer) {
        consumers.put(consumer.name(), consumer);
    }

    void remove(HostedConsumer consumer) {
        consumers.remove(consumer.name());
    }

    @Override
    public long nowNanos() {
        return owner.shard().nowNanos();
    }

    @Override
    public Agenda agenda() {
        return agenda;
    }

    @Override
    public RandomGenerator random() {
        return owner.shard().scope().random();
    }

    @Override
    public void publish(Publication message) {
        owner.publish(message);
    }

    @Override
    public @Nullable ApiError refusal(Stream asking, long bytes) {
        return owner.refusal(asking, bytes);
    }

    @Override
    public int payloadBytesMax() {
        return owner.share().payloadBytesMax();
    }

    @Override
    public void frozen(Stream about, String why) {
        String stopped =
                consumers.isEmpty() ? "" : ", and nothing is delivered by its " + consumers.size() + " consumers";
        owner.shard()
                .surroundings()
                .log()
                .error("JetStream stream '" + owner.account().name() + " > " + name()
                        + "' is frozen: nothing is stored any more" + stopped + ", until the server is restarted: "
                        + why);
    }

    @Override
    public void outOfStorage(Stream asking) {
        long last = asking.state().lastSequence();
        if (fullSince != last) {
            fullSince = last;
            owner.outOfStorage(name());
        }
    }

    @Override
    public void batchAbandoned(Stream asking, String batch, String reason) {
        owner.advisories().batchAbandoned(name(), batch, reason);
    }

    @Override
    public @Nullable Origin origin(StreamSource source) {
        if (!owner.reaches(source)) {
            return null;
        }
        HostedStream hosted = owner.find(source.name());
        return hosted == null ? Origin.NONE : new Origin(hosted.stream, hosted.identity());
    }

    /// Tells it from streams of its name that were there before.
    public String identity() {
        return NameHash.of(GoTime.text(created));
    }

    public String name() {
        return stream.name();
    }

    @Override
    public String toString() {
        return "stream " + owner.key(name());
    }
}
