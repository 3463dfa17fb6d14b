package io.natterjack.domain.jetstream;

import io.natterjack.domain.account.Account;
import io.natterjack.domain.jetstream.codec.StreamDefinition;
import io.natterjack.domain.jetstream.intake.HeldMessages;
import io.natterjack.domain.jetstream.intake.StreamInlet;
import io.natterjack.domain.jetstream.json.InvalidJsonException;
import io.natterjack.domain.jetstream.server.DomainMappings;
import io.natterjack.domain.jetstream.server.ServerShare;
import io.natterjack.domain.scope.Surroundings;
import io.natterjack.domain.settings.AccountSettings.JetStreamAllowance;
import io.natterjack.domain.settings.JetStreamSettings;
import io.natterjack.domain.shard.Shard;
import io.natterjack.domain.shard.Signal;
import io.natterjack.domain.stream.rules.StreamRules;
import io.natterjack.ports.storage.StorageAwayException;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StreamKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Streams and consumers of the whole server: which accounts have them, and on which shard each of these lives.
///
/// **Threading.** [#enable], [#reload] and [#close] are called by one thread at a time; everything else by any.
public final class JetStream {
    /// When a stream is tried again whose storage could not be reached.
    private static final long AGAIN_NANOS = 2_000_000_000;

    private volatile JetStreamSettings settings;
    private final Storages storages;
    private final Surroundings surroundings;
    private final List<Shard> shards;
    private final Map<Account, AccountStreams> accounts = new ConcurrentHashMap<>();
    private final Map<Account, AccountStreams> strangers = new ConcurrentHashMap<>();
    private final Set<String> unread = ConcurrentHashMap.newKeySet();
    private final ServerShare server;
    private final Consumer<AccountStreams> opener;

    /// @param shards · one or more
    /// @param opener · opens the API of an account, on whatever thread: it is heard on the shard, when the streams are
    ///                 there
    public JetStream(
            JetStreamSettings settings,
            Storages storages,
            Surroundings surroundings,
            List<Shard> shards,
            ServerShare server,
            Consumer<AccountStreams> opener) {
        this.settings = settings;
        this.storages = storages;
        this.surroundings = surroundings;
        this.shards = List.copyOf(shards);
        this.server = server;
        this.opener = opener;
    }

    public JetStreamSettings settings() {
        return settings;
    }

    /// Takes on other limits. Where streams are kept stays as it is.
    public void reload(JetStreamSettings changed) {
        settings = changed;
        forEach(streams -> streams.reload(changed));
    }

    /// An account has streams from now on, or may have more or less than before. Its streams are opened on its shard:
    /// whoever asks for them or publishes to them meanwhile waits in the shard's inbox, and nobody else waits at all.
    public void enable(Account account, JetStreamAllowance allowance) {
        AccountStreams known = accounts.get(account);
        if (known != null) {
            known.shard().execute(() -> known.usage().allow(allowance));
            return;
        }
        AccountStreams refused = strangers.remove(account);
        AccountStreams streams = refused == null ? streamsOf(account) : refused;
        Shard shard = streams.shard();
        accounts.put(account, streams);
        account.mapOwn(DomainMappings.of(settings.domain()));
        Map<StreamKey, List<Storages.Home>> found = find(account);
        HeldMessages held = new HeldMessages(account, streams.outlet(), shard);
        Map<String, StreamInlet> inlets = listenEarly(streams, found, held);
        shard.execute(() -> {
            streams.usage().allow(allowance);
            shard.add(streams);
            streams.recover(inlets, () -> recover(streams, found));
            held.release();
            account.routes().watch(new Signal(shard, streams.consumers()::interestChanged));
        });
        if (refused == null) {
            opener.accept(streams);
        }
    }

    /// An account has no streams. Whoever asks for them is told so.
    public void refuse(Account account) {
        if (!accounts.containsKey(account) && !strangers.containsKey(account)) {
            AccountStreams streams = streamsOf(account);
            account.mapOwn(DomainMappings.of(settings.domain()));
            strangers.put(account, streams);
            opener.accept(streams);
        }
    }

    private AccountStreams streamsOf(Account account) {
        Shard shard = shards.get((accounts.size() + strangers.size()) % shards.size());
        return new AccountStreams(account, shard, storages, settings, server);
    }

    /// Streams of an account, and where they are.
    private Map<StreamKey, List<Storages.Home>> find(Account account) {
        Map<StreamKey, List<Storages.Home>> found = new LinkedHashMap<>();
        for (Storages.Home home : storages.all()) {
            for (StreamKey key : listed(home)) {
                if (key.account().equals(account.name())) {
                    found.computeIfAbsent(key, _ -> new ArrayList<>()).add(home);
                }
            }
        }
        return found;
    }

    /// Listens for streams that are about to be opened.
    private Map<String, StreamInlet> listenEarly(
            AccountStreams streams, Map<StreamKey, List<Storages.Home>> found, HeldMessages held) {
        Map<String, StreamInlet> inlets = new HashMap<>();
        found.forEach((key, homes) -> {
            StreamDefinition definition = definition(meant(homes, key), key);
            if (definition != null && !definition.isIncomplete()) {
                List<String> subjects = definition.config().subjects();
                inlets.put(key.stream(), streams.listenEarly(key.stream(), subjects));
            }
        });
        if (!inlets.isEmpty()) {
            held.hold(List.of("$JS.ACK.>"));
            held.hold(List.of(AccountStreams.API + "CONSUMER.MSG.NEXT.>", AccountStreams.API + "DIRECT.GET.>"));
        }
        return inlets;
    }

    private void recover(AccountStreams streams, Map<StreamKey, List<Storages.Home>> found) {
        found.forEach((key, homes) -> {
            Storages.Home home = chosen(key, homes);
            open(streams, home, key, () -> streams.open(home, key));
        });
    }

    /// A storage that cannot even say what is in it does not keep the others from being served.
    private List<StreamKey> listed(Storages.Home home) {
        try {
            return home.storage().streams();
        } catch (StorageException e) {
            String problem = "Streams in storage '" + home.name() + "' could not be recovered: " + e.getMessage();
            surroundings.log().error(problem);
            unread.add(problem);
            return List.of();
        }
    }

    /// A stream that was copied from one storage to another is in both, until somebody deletes the old one. The one
    /// that counts is where its metadata says; else the one in the storage that is used unless another is asked for.
    private Storages.Home chosen(StreamKey key, List<Storages.Home> homes) {
        if (homes.size() == 1) {
            return homes.getFirst();
        }
        Storages.Home chosen = meant(homes, key);
        String all = homes.stream().map(Storages.Home::name).collect(Collectors.joining(" and "));
        warnOfCopy(key, all, chosen);
        return chosen;
    }

    private static Storages.Home meant(List<Storages.Home> homes, StreamKey key) {
        return homes.size() == 1
                ? homes.getFirst()
                : homes.stream().filter(home -> isMeant(home, key)).findFirst().orElse(homes.getFirst());
    }

    private static boolean isMeant(Storages.Home home, StreamKey key) {
        StreamDefinition definition = definition(home, key);
        return definition != null
                && home.name().equals(definition.config().metadata().get(Storages.STORAGE));
    }

    /// @return null if it cannot be read, which is said when the stream is opened to be served
    private static @Nullable StreamDefinition definition(Storages.Home home, StreamKey key) {
        try {
            return StreamDefinition.of(home.storage().definition(key));
        } catch (StorageException | InvalidJsonException _) {
            return null;
        }
    }

    private void open(AccountStreams streams, Storages.Home home, StreamKey key, Runnable opening) {
        try {
            opening.run();
        } catch (StorageAwayException e) {
            lose(streams, key, e);
            Shard shard = streams.shard();
            shard.agenda().at(shard.nowNanos() + AGAIN_NANOS, () -> join(streams, home, key));
        } catch (StorageException | InvalidJsonException e) {
            lose(streams, key, e);
        }
    }

    private void lose(AccountStreams streams, StreamKey key, RuntimeException failure) {
        String why = String.valueOf(failure.getMessage());
        if (!why.equals(streams.lost().get(key.stream()))) {
            surroundings.log().error("Error recovering stream '" + key + "': " + why);
        }
        streams.lost(key, why);
    }

    /// A storage is there that was away when the server started: its streams are opened.
    ///
    /// @param storage · its name
    public void arrived(String storage) {
        for (Storages.Home home : storages.all()) {
            if (home.name().equals(storage)) {
                List<StreamKey> keys = listed(home);
                forEach(streams -> keys.stream()
                        .filter(key -> key.account().equals(streams.account().name()))
                        .forEach(key -> join(streams, home, key)));
            }
        }
    }

    /// What was made while it was away goes first.
    private void join(AccountStreams streams, Storages.Home home, StreamKey key) {
        HostedStream made = streams.find(key.stream());
        if (made == null) {
            boolean lost = streams.lost().containsKey(key.stream());
            open(streams, home, key, () -> {
                checkSubjects(streams, definition(home, key));
                streams.open(home, key);
                if (lost) {
                    surroundings.log().info("Stream '" + key + "' is there");
                }
            });
        } else if (!made.home().equals(home)) {
            warnOfCopy(key, made.home().name() + " and " + home.name(), made.home());
        }
    }

    private static void checkSubjects(AccountStreams streams, @Nullable StreamDefinition arriving) {
        if (arriving == null) {
            return;
        }
        for (HostedStream other : streams.all()) {
            if (StreamRules.overlap(arriving.config(), other.config())) {
                throw new StorageException("its subjects overlap with those of '" + other.name()
                        + "', which was made while its storage was away: change or delete that,"
                        + " and restart the server");
            }
        }
    }

    private void warnOfCopy(StreamKey key, String all, Storages.Home served) {
        surroundings
                .log()
                .warn("Stream '" + key + "' is in the storages " + all + ": the one in " + served.name()
                        + " is served, the other left as it is");
    }

    /// Those that have streams. All but their names is confined to their shards.
    public Collection<AccountStreams> accounts() {
        return List.copyOf(accounts.values());
    }

    /// Runs something on the shard of every account.
    public void forEach(Consumer<AccountStreams> task) {
        accounts.values().forEach(streams -> streams.shard().execute(() -> task.accept(streams)));
    }

    /// Everything that operators have to know.
    public List<String> problems() {
        return Stream.concat(
                        unread.stream(), storages.all().stream().flatMap(home -> home.storage().problems().stream()))
                .toList();
    }

    /// Lets go of every stream, on its shard. What is submitted to the shards afterwards finds nothing any more.
    public void close() {
        forEach(AccountStreams::close);
    }
}
