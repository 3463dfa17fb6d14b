package io.natterjack.ports.contract.storage.model;

import io.natterjack.ports.contract.storage.fixture.Message;
import io.natterjack.ports.contract.storage.fixture.Picture;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A stream so plain that one sees it is right: a list of messages, searched from end to end.
final class StreamModel {
    private final ToLongFunction<Message> size;
    private final List<Message> messages;
    private final SortedMap<String, Picture.Consumer> consumers;
    private long lastSequence;
    private long lastNanos;

    StreamModel(ToLongFunction<Message> size, long firstSequence) {
        this.size = size;
        this.messages = new ArrayList<>();
        this.consumers = new TreeMap<>();
        this.lastSequence = firstSequence - 1;
    }

    StreamModel(StreamModel other) {
        size = other.size;
        messages = new ArrayList<>(other.messages);
        consumers = new TreeMap<>(other.consumers);
        lastSequence = other.lastSequence;
        lastNanos = other.lastNanos;
    }

    long lastSequence() {
        return lastSequence;
    }

    long lastNanos() {
        return lastNanos;
    }

    long firstSequence() {
        return messages.isEmpty() ? lastSequence + 1 : messages.getFirst().sequence();
    }

    void append(Message message) {
        messages.add(message);
        lastSequence = message.sequence();
        lastNanos = message.timeNanos();
    }

    boolean remove(long sequence) {
        return messages.removeIf(message -> message.sequence() == sequence);
    }

    void removeThrough(long sequence) {
        messages.removeIf(message -> message.sequence() <= sequence);
        lastSequence = Math.max(lastSequence, sequence);
    }

    SortedMap<String, Picture.Consumer> consumers() {
        return consumers;
    }

    @Nullable
    Message read(long sequence) {
        return first(message -> message.sequence() == sequence);
    }

    @Nullable
    Message next(SubjectFilter filter, long from) {
        return first(message -> message.sequence() >= from && Matching.matches(filter, message.subject()));
    }

    @Nullable
    Message previous(SubjectFilter filter, long to) {
        return messages.reversed().stream()
                .filter(message -> message.sequence() <= to && Matching.matches(filter, message.subject()))
                .findFirst()
                .orElse(null);
    }

    @Nullable
    Message nextMarked(long from) {
        return first(message -> message.sequence() >= from && message.isMarked());
    }

    private @Nullable Message first(Predicate<Message> wanted) {
        return messages.stream().filter(wanted).findFirst().orElse(null);
    }

    long sequenceAt(long nanos) {
        Message found = first(message -> message.timeNanos() >= nanos);
        return found == null ? lastSequence + 1 : found.sequence();
    }

    long count(SubjectFilter filter, long from, long to) {
        return within(filter, from, to).count();
    }

    private Stream<Message> within(SubjectFilter filter, long from, long to) {
        return messages.stream()
                .filter(message -> message.sequence() >= from && message.sequence() <= to)
                .filter(message -> Matching.matches(filter, message.subject()));
    }

    SortedMap<String, Picture.Subject> subjects(SubjectFilter filter) {
        SortedMap<String, Picture.Subject> subjects = new TreeMap<>();
        for (Message message : messages) {
            if (Matching.matches(filter, message.subject())) {
                subjects.merge(
                        message.subject(),
                        new Picture.Subject(1, message.sequence(), message.sequence()),
                        (sum, one) -> new Picture.Subject(sum.messages() + 1, sum.first(), one.last()));
            }
        }
        return subjects;
    }

    Picture picture() {
        Map<String, Picture.Subject> subjects = subjects(SubjectFilter.ALL);
        long bytes = messages.stream().mapToLong(size).sum();
        long firstNanos = messages.isEmpty() ? 0 : messages.getFirst().timeNanos();
        return new Picture(
                new Picture.State(messages.size(), bytes, firstSequence(), firstNanos, lastSequence, lastNanos),
                List.copyOf(messages),
                missing(),
                subjects.size(),
                new TreeMap<>(subjects),
                new TreeMap<>(consumers));
    }

    private List<String> missing() {
        List<String> ranges = new ArrayList<>();
        long next = firstSequence();
        for (Message message : messages) {
            if (message.sequence() > next) {
                ranges.add(next + "-" + (message.sequence() - 1));
            }
            next = message.sequence() + 1;
        }
        if (next <= lastSequence) {
            ranges.add(next + "-" + lastSequence);
        }
        return ranges;
    }
}
