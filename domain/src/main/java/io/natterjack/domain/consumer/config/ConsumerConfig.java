package io.natterjack.domain.consumer.config;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Everything that can be said about a consumer.
///
/// @param durable                · the name of one that stays; empty for one that goes when nobody uses it
/// @param name                   · that of a durable one again; empty in a request for any
/// @param unnamed                · the name was made up by the server, and is not shown as a part of this
/// @param description            · for people; may be empty
/// @param start                  · where in the stream it starts
/// @param acks                   · how its messages are acknowledged
/// @param filterSubject          · only these; empty for all, or if there are several
/// @param filterSubjects         · only these, if there are several
/// @param headersOnly            · messages come without their bodies
/// @param pull                   · what pull requests may ask for
/// @param push                   · where messages are delivered to unasked; [PushTarget#NONE] if they are pulled
/// @param inactiveThresholdNanos · how long it stays unused; 0 for ever, or in a request for the default
/// @param replicas               · 0 for as many as the stream
/// @param memoryStorage          · its state is kept in memory, whatever its stream does
/// @param direct                 · used by the server itself, for a mirror or a source
/// @param sourcing               · made by somebody for a mirror or a source
/// @param metadata               · sorted by key
/// @param pauseUntil             · nothing is delivered before; null if it is not paused
/// @param priority               · which pull requests are served first
public record ConsumerConfig(
        String durable,
        String name,
        boolean unnamed,
        String description,
        StartAt start,
        AckRules acks,
        String filterSubject,
        List<String> filterSubjects,
        ReplayPolicy replayPolicy,
        boolean headersOnly,
        PullLimits pull,
        PushTarget push,
        long inactiveThresholdNanos,
        int replicas,
        boolean memoryStorage,
        boolean direct,
        boolean sourcing,
        Map<String, String> metadata,
        @Nullable Instant pauseUntil,
        PriorityRules priority) {
    public ConsumerConfig {
        filterSubjects = List.copyOf(filterSubjects);
        metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    }

    /// Starts with what a request says that says nothing: an ephemeral pull consumer without acknowledgements.
    public static ConsumerConfigBuilder builder() {
        return new ConsumerConfigBuilder();
    }

    /// The same with some changes.
    public ConsumerConfig with(Consumer<ConsumerConfigBuilder> changes) {
        ConsumerConfigBuilder builder = new ConsumerConfigBuilder(this);
        changes.accept(builder);
        return builder.build();
    }

    public ConsumerConfig withPauseUntil(@Nullable Instant until) {
        return with(consumer -> consumer.pauseUntil(until));
    }

    /// It stays when nobody uses it.
    public boolean isDurable() {
        return !durable.isEmpty();
    }

    /// Messages are delivered unasked.
    public boolean isPush() {
        return !push.deliverSubject().isEmpty();
    }

    public boolean isPull() {
        return !isPush();
    }

    /// All filters, one or several; empty for every message of the stream.
    public List<String> filters() {
        return filterSubject.isEmpty() ? filterSubjects : List.of(filterSubject);
    }
}
