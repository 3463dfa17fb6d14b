package io.natterjack.domain.jetstream;

import io.natterjack.domain.consumer.ConsumerInfo;
import io.natterjack.domain.consumer.ConsumerInfo.Mark;
import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.consumer.rules.ConsumerAddress;
import io.natterjack.domain.consumer.rules.ConsumerRules;
import io.natterjack.domain.consumer.rules.StreamView;
import io.natterjack.domain.jetstream.asset.ApiLevel;
import io.natterjack.domain.jetstream.codec.ConsumerRequests;
import io.natterjack.domain.jetstream.codec.StreamRequests;
import io.natterjack.domain.jetstream.document.ConsumerDocument;
import io.natterjack.domain.jetstream.document.StreamDocument;
import io.natterjack.domain.jetstream.document.StreamFigures;
import io.natterjack.domain.jetstream.error.ApiFailure;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.jetstream.request.ConsumerRequest;
import io.natterjack.domain.jetstream.request.StreamRequest;
import io.natterjack.domain.jetstream.response.ConsumerResponses;
import io.natterjack.domain.jetstream.response.ResponseKind;
import io.natterjack.domain.jetstream.response.StreamResponses;
import io.natterjack.domain.settings.AccountSettings.JetStreamLimits;
import io.natterjack.domain.settings.JetStreamSettings.AssetLimits;
import io.natterjack.domain.stream.config.StorageType;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.rules.AccountView;
import io.natterjack.domain.stream.rules.StreamRules;
import io.natterjack.ports.storage.stream.StreamState;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An account whose streams are nothing but their configuration. It answers requests as an account does that stores
/// messages.
final class RecordedAccount implements AccountView {
    private static final Instant NOW = Instant.EPOCH;
    private static final long SERVER_BYTES = 100 << 10;

    private final Map<String, StreamConfig> streams = new LinkedHashMap<>();
    private final Map<String, Map<String, ConsumerConfig>> consumers = new LinkedHashMap<>();
    private final Map<String, Long> firstSequences = new LinkedHashMap<>();
    private final JetStreamLimits limits;
    private final StreamRules streamRules;
    private final ConsumerRules consumerRules;

    RecordedAccount(AssetLimits server, JetStreamLimits limits) {
        this.limits = limits;
        this.streamRules = new StreamRules(server);
        this.consumerRules = new ConsumerRules(server);
    }

    /// @param subject · without the prefix of the API
    byte[] answer(String subject, byte[] body) {
        List<String> tokens = List.of(subject.split("\\."));
        if (tokens.getFirst().equals("CONSUMER")) {
            return guarded(ResponseKind.CONSUMER_CREATE, () -> consumer(tokens, body));
        }
        boolean create = tokens.get(1).equals("CREATE");
        return guarded(create ? ResponseKind.STREAM_CREATE : ResponseKind.STREAM_UPDATE, () -> {
            StreamRequest.Configure request = new StreamRequests(true).configure(body);
            return create ? created(tokens.get(2), request) : updated(tokens.get(2), request);
        });
    }

    private static byte[] guarded(ResponseKind kind, Supplier<byte[]> answer) {
        try {
            return answer.get();
        } catch (ApiFailure failure) {
            return kind.failure(failure.error());
        }
    }

    private byte[] created(String name, StreamRequest.Configure request) {
        StreamConfig stream = streamRules.create(name, request.config(), request.pedantic(), this);
        streams.put(name, stream);
        firstSequences.putIfAbsent(name, stream.firstSequence() == 0 ? 1 : stream.firstSequence());
        return StreamResponses.created(document(stream));
    }

    private byte[] updated(String name, StreamRequest.Configure request) {
        StreamConfig stream = streamRules.update(name, request.config(), request.pedantic(), this);
        streams.put(name, stream);
        return StreamResponses.updated(document(stream));
    }

    private StreamDocument document(StreamConfig stream) {
        StreamState empty = new StreamState();
        long last = firstSequences.getOrDefault(stream.name(), 1L) - 1;
        empty.set(0, 0, last + 1, 0, last, 0);
        StreamFigures figures = StreamFigures.of(
                empty, stream.firstSequence(), 0, consumers(stream.name()).size());
        StreamConfig shown = ApiLevel.shown(stream, "*");
        return new StreamDocument(shown, NOW, figures, "", "", null, List.of(), List.of(), NOW);
    }

    private byte[] consumer(List<String> tokens, byte[] body) {
        ConsumerRequest.Create request = new ConsumerRequests(true).create(body);
        ConsumerAddress address = ConsumerAddress.of(tokens);
        ConsumerConfig named = address.named(request.stream(), request.config());
        if (named.replicas() > 1) {
            throw JetStreamError.STREAM_REPLICAS_NOT_SUPPORTED.failure();
        }
        StreamConfig stream = streams.get(request.stream());
        if (stream == null) {
            throw JetStreamError.STREAM_NOT_FOUND.failure();
        }
        ConsumerConfig consumer = consumerRules.decide(named, request.action(), request.pedantic(), new View(stream));
        String name =
                consumer.isDurable() ? consumer.durable() : consumer.name().isEmpty() ? "*" : consumer.name();
        consumers.computeIfAbsent(stream.name(), _ -> new LinkedHashMap<>()).put(name, consumer);
        Mark start = new Mark(0, 0, 0);
        ConsumerInfo progress = new ConsumerInfo(start, start, 0, 0, 0, 0, false, 0, pin(consumer));
        ConsumerConfig shown = ApiLevel.shown(consumer, "*");
        return ConsumerResponses.created(new ConsumerDocument(stream.name(), name, NOW, shown, progress, "", NOW));
    }

    private static ConsumerInfo.@Nullable Pin pin(ConsumerConfig consumer) {
        List<String> groups = consumer.priority().groups();
        return groups.isEmpty() ? null : new ConsumerInfo.Pin(groups.getFirst(), "", 0);
    }

    @Override
    public @Nullable StreamConfig stream(String name) {
        return streams.get(name);
    }

    @Override
    public Collection<StreamConfig> streams() {
        return streams.values();
    }

    @Override
    public Map<String, ConsumerConfig> consumers(String stream) {
        return consumers.getOrDefault(stream, Map.of());
    }

    @Override
    public Tier tier(int replicas) {
        return new Tier("", limits);
    }

    @Override
    public long reservableBytes(StorageType storage) {
        return SERVER_BYTES;
    }

    private final class View implements StreamView {
        private final StreamConfig config;

        View(StreamConfig config) {
            this.config = config;
        }

        @Override
        public StreamConfig config() {
            return config;
        }

        @Override
        public Map<String, ConsumerConfig> consumers() {
            return RecordedAccount.this.consumers(config.name());
        }

        @Override
        public JetStreamLimits limits(int replicas) {
            return limits;
        }

        @Override
        public boolean interest(String subject) {
            return false;
        }
    }
}
