package io.natterjack.domain.consumer.config;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Collects what is to be said about a consumer; see [ConsumerConfig] for what each means.
///
/// **Threading.** Confined to one thread.
public final class ConsumerConfigBuilder {
    private String durable = "";
    private String name = "";
    private boolean unnamed;
    private String description = "";
    private StartAt start = StartAt.ALL;
    private AckRules acks = AckRules.NONE;
    private String filterSubject = "";
    private List<String> filterSubjects = List.of();
    private ReplayPolicy replayPolicy = ReplayPolicy.INSTANT;
    private boolean headersOnly;
    private PullLimits pull = PullLimits.NONE;
    private PushTarget push = PushTarget.NONE;
    private long inactiveThresholdNanos;
    private int replicas;
    private boolean memoryStorage;
    private boolean direct;
    private boolean sourcing;
    private Map<String, String> metadata = Map.of();
    private @Nullable Instant pauseUntil;
    private PriorityRules priority = PriorityRules.NONE;

    ConsumerConfigBuilder() {}

    ConsumerConfigBuilder(ConsumerConfig from) {
        durable = from.durable();
        name = from.name();
        unnamed = from.unnamed();
        description = from.description();
        start = from.start();
        acks = from.acks();
        filterSubject = from.filterSubject();
        filterSubjects = from.filterSubjects();
        replayPolicy = from.replayPolicy();
        headersOnly = from.headersOnly();
        pull = from.pull();
        push = from.push();
        inactiveThresholdNanos = from.inactiveThresholdNanos();
        replicas = from.replicas();
        memoryStorage = from.memoryStorage();
        direct = from.direct();
        sourcing = from.sourcing();
        metadata = from.metadata();
        pauseUntil = from.pauseUntil();
        priority = from.priority();
    }

    public ConsumerConfigBuilder durable(String value) {
        durable = value;
        return this;
    }

    public ConsumerConfigBuilder name(String value) {
        name = value;
        return this;
    }

    /// A name that nobody has asked for.
    public ConsumerConfigBuilder generatedName(String value) {
        name = value;
        unnamed = true;
        return this;
    }

    public ConsumerConfigBuilder description(String value) {
        description = value;
        return this;
    }

    public ConsumerConfigBuilder start(StartAt value) {
        start = value;
        return this;
    }

    public ConsumerConfigBuilder start(UnaryOperator<StartAt> change) {
        return start(change.apply(start));
    }

    public ConsumerConfigBuilder acks(AckRules value) {
        acks = value;
        return this;
    }

    public ConsumerConfigBuilder acks(UnaryOperator<AckRules> change) {
        return acks(change.apply(acks));
    }

    public ConsumerConfigBuilder filterSubject(String value) {
        filterSubject = value;
        return this;
    }

    public ConsumerConfigBuilder filterSubjects(List<String> value) {
        filterSubjects = value;
        return this;
    }

    public ConsumerConfigBuilder filterSubjects(String... values) {
        return filterSubjects(List.of(values));
    }

    public ConsumerConfigBuilder replayPolicy(ReplayPolicy value) {
        replayPolicy = value;
        return this;
    }

    public ConsumerConfigBuilder headersOnly(boolean value) {
        headersOnly = value;
        return this;
    }

    public ConsumerConfigBuilder pull(PullLimits value) {
        pull = value;
        return this;
    }

    public ConsumerConfigBuilder pull(UnaryOperator<PullLimits> change) {
        return pull(change.apply(pull));
    }

    public ConsumerConfigBuilder push(PushTarget value) {
        push = value;
        return this;
    }

    public ConsumerConfigBuilder push(UnaryOperator<PushTarget> change) {
        return push(change.apply(push));
    }

    public ConsumerConfigBuilder inactiveThresholdNanos(long value) {
        inactiveThresholdNanos = value;
        return this;
    }

    public ConsumerConfigBuilder replicas(int value) {
        replicas = value;
        return this;
    }

    public ConsumerConfigBuilder memoryStorage(boolean value) {
        memoryStorage = value;
        return this;
    }

    public ConsumerConfigBuilder direct(boolean value) {
        direct = value;
        return this;
    }

    public ConsumerConfigBuilder sourcing(boolean value) {
        sourcing = value;
        return this;
    }

    public ConsumerConfigBuilder metadata(Map<String, String> value) {
        metadata = value;
        return this;
    }

    public ConsumerConfigBuilder pauseUntil(@Nullable Instant value) {
        pauseUntil = value;
        return this;
    }

    public ConsumerConfigBuilder priority(PriorityRules value) {
        priority = value;
        return this;
    }

    public ConsumerConfigBuilder priority(UnaryOperator<PriorityRules> change) {
        return priority(change.apply(priority));
    }

    public ConsumerConfig build() {
        return new ConsumerConfig(
                durable,
                name,
                unnamed,
                description,
                start,
                acks,
                filterSubject,
                filterSubjects,
                replayPolicy,
                headersOnly,
                pull,
                push,
                inactiveThresholdNanos,
                replicas,
                memoryStorage,
                direct,
                sourcing,
                metadata,
                pauseUntil,
                priority);
    }
}
