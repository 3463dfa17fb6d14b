package io.natterjack.domain.jetstream;

import static java.util.Objects.requireNonNull;

import io.natterjack.domain.account.Account;
import io.natterjack.domain.agenda.EpochNanos;
import io.natterjack.domain.jetstream.advisory.Advisories;
import io.natterjack.domain.jetstream.advisory.ServerAdvisory;
import io.natterjack.domain.jetstream.advisory.UniqueNames;
import io.natterjack.domain.jetstream.codec.StreamDefinition;
import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.jetstream.intake.StreamInlet;
import io.natterjack.domain.jetstream.server.ServerShare;
import io.natterjack.domain.routing.Subscription;
import io.natterjack.domain.settings.JetStreamSettings;
import io.natterjack.domain.settings.ServerIdentity;
import io.natterjack.domain.shard.Outlet;
import io.natterjack.domain.shard.Shard;
import io.natterjack.domain.stream.Stream;
import io.natterjack.domain.stream.batch.BatchLimits;
import io.natterjack.domain.stream.config.RetentionPolicy;
import io.natterjack.domain.stream.config.StorageType;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.config.StreamSource;
import io.natterjack.domain.stream.message.Publication;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.StoredStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All streams of one account: who they are, what they may use together, and their share of each pass.
///
/// What comes here has been checked: [io.natterjack.domain.jetstream.api] says no, this does.
///
/// **Threading.** Confined to the shard, but for [#account].
public final class AccountStreams implements Shard.Tenant {
    /// How subjects of the API begin. Those that name the domain of the server are mapped to them.
    public static final String API = "$JS.API.";

    private final Account account;
    private final Shard shard;
    private final Storages storages;
    private JetStreamSettings settings;
    private final Outlet outlet;
    private final Advisories advisories;
    private final UniqueNames names;
    private final ServerShare server;
    private final AccountUsage usage;
    private final AccountConsumers consumers;
    private final SortedMap<String, HostedStream> streams = new TreeMap<>();
    /// Of streams that are not open: they will be, or are lost.
    private final Map<String, StreamInlet> early = new HashMap<>();
    private final SortedMap<String, String> lost = new TreeMap<>();
    private List<HostedStream> active = new ArrayList<>();
    private List<HostedStream> spare = new ArrayList<>();

    AccountStreams(Account account, Shard shard, Storages storages, JetStreamSettings settings, ServerShare server) {
        this.account = account;
        this.shard = shard;
        this.storages = storages;
        this.settings = settings;
        this.outlet = new Outlet(account, shard.scope());
        this.server = server;
        this.names = new UniqueNames(shard.scope().random());
        this.advisories = new Advisories(account.name(), settings.domain(), outlet, names, shard::nowNanos);
        this.usage = new AccountUsage(this, server.usage());
        this.consumers = new AccountConsumers(this);
    }

    public Account account() {
        return account;
    }

    public Shard shard() {
        return shard;
    }

    public JetStreamSettings settings() {
        return settings;
    }

    void reload(JetStreamSettings changed) {
        settings = changed;
        streams.values().forEach(HostedStream::limit);
    }

    public ServerIdentity server() {
        return server.identity();
    }

    /// What is shared with the other accounts.
    public ServerShare share() {
        return server;
    }

    /// Tells those who watch the whole server.
    public void tellServer(ServerAdvisory advisory) {
        server.tell(advisory, shard, domain());
    }

    /// For what clients have not named.
    public UniqueNames names() {
        return names;
    }

    /// Empty for none.
    public String domain() {
        return settings.domain();
    }

    /// How far batches of one stream may go. What the operator says of atomic ones counts for fast ones too.
    BatchLimits batchLimits() {
        JetStreamSettings.BatchLimits said = settings.batches();
        JetStreamSettings.BatchLimits usual = JetStreamSettings.BatchLimits.DEFAULT;
        BatchLimits fast = BatchLimits.DEFAULT;
        return new BatchLimits(
                said.perStreamMax(),
                said.totalMax(),
                said.messagesMax(),
                said.bytesMax(),
                said.perStreamMax() == usual.perStreamMax() ? fast.fastOpenMax() : said.perStreamMax(),
                said.totalMax() == usual.totalMax() ? fast.fastTotalMax() : said.totalMax(),
                said.timeoutNanos());
    }

    /// Whether what is to be copied would be in this account: requests with the prefix that it names come here.
    public boolean reaches(StreamSource source) {
        if (source.external() == null) {
            return true;
        }
        String prefix = source.external().apiPrefix();
        String dotted = prefix.endsWith(".") ? prefix : prefix + ".";
        return dotted.equals(API) || (!domain().isEmpty() && dotted.equals("$JS." + domain() + ".API."));
    }

    public Outlet outlet() {
        return outlet;
    }

    public Advisories advisories() {
        return advisories;
    }

    public AccountUsage usage() {
        return usage;
    }

    public AccountConsumers consumers() {
        return consumers;
    }

    public Instant now() {
        return EpochNanos.toInstant(shard.nowNanos());
    }

    /// By name.
    public Collection<HostedStream> all() {
        return streams.values();
    }

    public @Nullable HostedStream find(String name) {
        return streams.get(name);
    }

    /// Makes a stream, which listens from now on.
    ///
    /// @throws StorageException if it cannot be stored
    public HostedStream create(StreamConfig config) {
        Storages.Home home = storages.homeOf(config);
        Watermark watermark = watermark(home);
        Instant created = now();
        StoredStream stored = home.storage()
                .create(
                        key(config.name()),
                        Stream.options(config, settings.store().durability()),
                        new StreamDefinition(config, created).toBytes(),
                        watermark);
        try {
            return host(new HostedStream(this, home, config, created, stored, watermark, inlet(config.name())));
        } catch (RuntimeException e) {
            discard(config, stored);
            throw e;
        }
    }

    /// Opens a stream that is in a storage.
    ///
    /// @throws StorageException if it cannot be read
    void open(Storages.Home home, StreamKey key) {
        Watermark watermark = watermark(home);
        StoredStream stored = home.storage().open(key, settings.store().durability(), watermark);
        StreamDefinition definition = StreamDefinition.of(stored.definition());
        if (definition.isIncomplete()) {
            inlet(key.stream()).close();
            stored.close();
            home.storage().delete(key);
            return;
        }
        if (definition.config().retention() != RetentionPolicy.LIMITS) {
            AccountConsumers.check(stored);
        }
        HostedStream hosted = host(new HostedStream(
                this, home, definition.config(), definition.created(), stored, watermark, inlet(key.stream())));
        hosted.stream().recover();
        consumers.open(hosted);
    }

    /// What a stream will listen to that is not open yet. By any thread, before [#recover].
    StreamInlet listenEarly(String stream, List<String> subjects) {
        StreamInlet inlet = new StreamInlet(stream, account, outlet, shard);
        inlet.listen(subjects);
        return inlet;
    }

    /// Opens what is there, on the shard.
    ///
    /// @param inlets  · of streams that listen already, by name
    /// @param opening · opens every stream
    void recover(Map<String, StreamInlet> inlets, Runnable opening) {
        early.putAll(inlets);
        opening.run();
    }

    private StreamInlet inlet(String stream) {
        StreamInlet early = this.early.remove(stream);
        return early == null ? new StreamInlet(stream, account, outlet, shard) : early;
    }

    /// Begins a stream that is filled from a snapshot. Nobody sees it before [#admit]; one that never gets so far is
    /// gone when the server starts again.
    ///
    /// @throws StorageException if it cannot be stored
    public StoredStream prepare(StreamConfig config) {
        Storages.Home home = storages.homeOf(config);
        return home.storage()
                .create(
                        key(config.name()),
                        Stream.options(config, settings.store().durability()),
                        new StreamDefinition(config, now()).incomplete().toBytes(),
                        watermark(home));
    }

    /// Opens a stream that has been filled.
    ///
    /// @throws StorageException if it cannot be stored
    public HostedStream admit(StreamConfig config, Instant created, StoredStream stored) {
        stored.redefine(
                Stream.options(config, settings.store().durability()), new StreamDefinition(config, created).toBytes());
        stored.close();
        open(storages.homeOf(config), key(config.name()));
        return requireNonNull(find(config.name()));
    }

    /// Gives up a stream that has not been filled.
    public void discard(StreamConfig config, StoredStream stored) {
        stored.close();
        storages.homeOf(config).storage().delete(key(config.name()));
    }

    private Watermark watermark(Storages.Home home) {
        boolean files = home.name().equals(JetStreamSettings.Store.FILE);
        boolean atOnce =
                home.type() == StorageType.MEMORY || (files && settings.store().durability() != Durability.DISK);
        return new Watermark(shard, atOnce);
    }

    private HostedStream host(HostedStream hosted) {
        streams.put(hosted.name(), hosted);
        lost.remove(hosted.name());
        usage.added(hosted);
        hosted.listen();
        hosted.activate();
        return hosted;
    }

    /// Changes a stream, which listens to its new subjects from now on.
    ///
    /// @throws IllegalArgumentException if it shall be kept elsewhere
    public void update(HostedStream hosted, StreamConfig changed) {
        StreamConfig before = hosted.config();
        StreamConfig next = Storages.staying(hosted.home(), before, changed);
        hosted.stream()
                .update(
                        next,
                        Stream.options(next, settings.store().durability()),
                        new StreamDefinition(next, hosted.created()).toBytes());
        usage.redefined(hosted, before);
        hosted.listen();
        hosted.activate();
    }

    /// Ends a stream for good.
    ///
    /// @throws StorageException if it is not certain that it will not come back
    public void delete(HostedStream hosted) {
        for (HostedConsumer consumer : List.copyOf(hosted.consumers())) {
            consumers.delete(consumer);
        }
        streams.remove(hosted.name());
        usage.removed(hosted);
        close(hosted);
        hosted.home().storage().delete(key(hosted.name()));
    }

    /// A storage that is away keeps streams in others from nothing.
    private void close(HostedStream hosted) {
        try {
            hosted.close();
        } catch (StorageException e) {
            shard.surroundings().log().warn(String.valueOf(e.getMessage()));
        }
    }

    /// Lets go of everything, for the end of the server.
    void close() {
        endPass();
        streams.values().forEach(hosted -> hosted.sourcing().settle());
        streams.values().forEach(this::close);
        streams.clear();
        early.values().forEach(StreamInlet::close);
        early.clear();
        shard.remove(this);
    }

    StreamKey key(String stream) {
        return new StreamKey(account.name(), stream);
    }

    /// A stream could not be opened: it takes no part in anything until somebody has looked at it.
    void lost(StreamKey key, String why) {
        lost.put(key.stream(), why);
    }

    /// Streams that could not be opened, and why.
    public SortedMap<String, String> lost() {
        return lost;
    }

    /// There is no more room where a stream is stored.
    void outOfStorage(String stream) {
        String kind =
                String.valueOf(requireNonNull(find(stream)).config().storage()).toLowerCase(Locale.ROOT);
        shard.surroundings()
                .log()
                .error("JetStream out of " + kind + " resources: '" + account.name() + " > " + stream
                        + "' takes nothing until there is room");
        String cluster = server().clusterName();
        tellServer(new ServerAdvisory.OutOfStorage(
                server().name(), server().id(), stream, cluster == null ? "" : cluster));
    }

    void activated(HostedStream hosted) {
        active.add(hosted);
    }

    @Override
    public boolean endPass() {
        List<HostedStream> working = active;
        active = spare;
        spare = working;
        boolean more = false;
        for (int i = 0; i < working.size(); i++) {
            HostedStream hosted = working.get(i);
            more |= shard.endPass(hosted);
            usage.changed(hosted);
        }
        working.clear();
        return more || !active.isEmpty();
    }

    /// Publishes a message of the server itself into the account.
    public void publish(Publication message) {
        outlet.publish(message);
    }

    @Nullable
    ApiError refusal(Stream stream, long bytes) {
        return usage.refusal(stream, bytes);
    }

    /// Starts to listen to a subject of the server itself, such as those of the API.
    public void listen(Subscription subscription) {
        account.routes().add(subscription);
    }
}
