package io.natterjack.domain.broker;

import io.natterjack.domain.account.Accounts;
import io.natterjack.domain.auth.Authenticator;
import io.natterjack.domain.auth.configured.ConfiguredAuthenticator;
import io.natterjack.domain.jetstream.JetStream;
import io.natterjack.domain.jetstream.server.ServerShare;
import io.natterjack.domain.scope.Surroundings;
import io.natterjack.domain.session.Session;
import io.natterjack.domain.session.SessionHost;
import io.natterjack.domain.settings.AuthorizationSettings;
import io.natterjack.domain.settings.BrokerSettings;
import io.natterjack.domain.settings.JetStreamSettings;
import io.natterjack.domain.system.UserInfoService;
import io.natterjack.domain.wire.ServerInfo;
import io.natterjack.ports.auth.PasswordHashes;
import io.natterjack.ports.run.LaneExecutor;
import io.natterjack.ports.session.ClientGateway;
import io.natterjack.ports.session.CloseReason;
import io.natterjack.ports.session.Lane;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import org.jspecify.annotations.Nullable;

/// The message broker: clients come in through [#openLane], and everything between them happens here.
///
/// **Threading.** Any thread, but for [#reload], which is called by one thread at a time.
public final class Broker implements ClientGateway, SessionHost {
    private final Surroundings surroundings;
    private final PasswordHashes hashes;
    private final RandomGenerator secrets;
    private final Lanes lanes;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Greeter greeter;
    private final UserInfoService userInfo;
    private final @Nullable JetStream jetStream;
    private volatile BrokerSettings settings;
    private volatile Authenticator authenticator;

    /// A broker without streams.
    ///
    /// @throws IllegalArgumentException if a permission or mapping is not a subject
    public Broker(
            BrokerSettings settings,
            Surroundings surroundings,
            PasswordHashes hashes,
            SplittableGenerator random,
            RandomGenerator secrets) {
        this(settings, surroundings, hashes, random, secrets, null);
    }

    /// @param random  · spreads messages over queue groups
    /// @param secrets · hard to guess; used by any thread
    /// @param streams · where streams are kept; null for a broker without
    /// @throws IllegalArgumentException if a permission or mapping is not a subject
    public Broker(
            BrokerSettings settings,
            Surroundings surroundings,
            PasswordHashes hashes,
            SplittableGenerator random,
            RandomGenerator secrets,
            @Nullable StreamParts streams) {
        this.settings = settings;
        this.surroundings = surroundings;
        this.hashes = hashes;
        this.secrets = secrets;
        this.lanes = new Lanes(random);
        this.accounts =
                new Accounts(settings.authorization(), settings.identity().clusterName());
        this.authenticator = new ConfiguredAuthenticator(settings.authorization(), accounts, hashes);
        this.sessions = new Sessions(surroundings, settings.limits().closedConnectionsMax());
        this.greeter = new Greeter(this);
        this.userInfo = new UserInfoService(this);
        JetStreamSettings wanted = settings.jetStream();
        this.jetStream = wanted == null || streams == null
                ? null
                : BrokerStreams.open(
                        wanted,
                        streams,
                        new ServerShare(settings.identity(), wanted.queues(), accounts::system, this::payloadBytesMax),
                        surroundings,
                        lanes);
        offerServices();
    }

    private int payloadBytesMax() {
        return settings.limits().payloadBytesMax();
    }

    /// The server answers in every account, unless it has no account of its own to do that from.
    private void offerServices() {
        userInfo.offerTo(accounts.system() == null ? List.of() : accounts.all());
        JetStreamSettings limits = settings.jetStream();
        if (jetStream != null && limits != null) {
            jetStream.reload(limits);
            BrokerStreams.enable(jetStream, settings, accounts.all());
        }
    }

    /// What a client with a key has to sign; empty if nobody has one.
    String nonce() {
        return authenticator.needsNonce() ? Nonce.next(secrets) : "";
    }

    @Override
    public Lane openLane(LaneExecutor executor) {
        return new BrokerLane(this, lanes.open(executor));
    }

    /// Takes on new settings. Clients who may no longer be here are closed; the others go on under the new rules.
    ///
    /// @throws IllegalArgumentException if a permission or mapping is not a subject; nothing has changed then
    public void reload(BrokerSettings newSettings) {
        AuthorizationSettings authorization = newSettings.authorization();
        // Whatever is wrong shows on a trial, before anything has changed.
        Accounts trial = new Accounts(authorization, newSettings.identity().clusterName());
        new ConfiguredAuthenticator(authorization, trial, hashes);
        accounts.reload(authorization);
        settings = newSettings;
        offerServices();
        authenticator = new ConfiguredAuthenticator(authorization, accounts, hashes);
        sessions.forEach(Session::refresh);
        lanes.keepOnly(accounts.all());
        sessions.limitTo(newSettings.limits().connectionsMax());
    }

    /// Streams and consumers; null for a server without.
    public @Nullable JetStream jetStream() {
        return jetStream;
    }

    /// Who is here, and who was.
    public Sessions sessions() {
        return sessions;
    }

    public Accounts accounts() {
        return accounts;
    }

    /// What the server tells everybody about itself.
    public Greeter greeter() {
        return greeter;
    }

    @Override
    public Surroundings surroundings() {
        return surroundings;
    }

    @Override
    public BrokerSettings settings() {
        return settings;
    }

    @Override
    public Authenticator authenticator() {
        return authenticator;
    }

    @Override
    public ServerInfo info(Session session) {
        return greeter.info(session);
    }

    @Override
    public boolean opened(Session session) {
        return sessions.open(session, settings.limits().connectionsMax());
    }

    @Override
    public void closed(Session session, CloseReason reason) {
        sessions.close(session, reason);
    }
}
