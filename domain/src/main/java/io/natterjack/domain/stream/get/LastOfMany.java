package io.natterjack.domain.stream.get;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.stream.Stream;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// The last messages of all subjects that match, up to a sequence.
///
/// @param sequences · in their order, each once; not complete if there are too many
/// @param tooMany   · more than a client gets
record LastOfMany(List<Long> sequences, boolean tooMany) {
    private static final int MAX = 1024;

    static LastOfMany find(Stream stream, List<String> filters, long upTo) {
        TreeSet<Long> found = new TreeSet<>();
        List<String> later = new ArrayList<>();
        stream.subjects().forEach(new SubjectFilter(filters), (subject, from, to, _, first, last) -> {
            if (last <= upTo) {
                found.add(last);
            } else if (first <= upTo) {
                later.add(new String(subject, from, to - from, UTF_8));
            }
            return found.size() + later.size() <= MAX;
        });
        StoredMessage window = new StoredMessage();
        for (String subject : later) {
            if (stream.reader().previous(SubjectFilter.of(subject), upTo, window)) {
                found.add(window.sequence());
            }
        }
        return new LastOfMany(List.copyOf(found), found.size() > MAX);
    }
}
