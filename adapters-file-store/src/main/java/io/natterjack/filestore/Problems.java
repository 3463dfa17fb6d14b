package io.natterjack.filestore;

import io.natterjack.ports.observe.ServerLog;
import io.natterjack.ports.storage.StreamKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What an operator has to know, of each stream and of the place as a whole. It goes to the log as well.
///
/// **Threading.** Any thread.
final class Problems {
    private static final int KEPT_MAX = 100;

    private final ServerLog log;
    private final Set<String> ofPlace = new LinkedHashSet<>();
    private final Map<StreamKey, Set<String>> ofStreams = new LinkedHashMap<>();

    Problems(ServerLog log) {
        this.log = log;
    }

    void add(String problem) {
        log.error(problem);
        synchronized (this) {
            keep(ofPlace, problem);
        }
    }

    void add(StreamKey key, String problem) {
        log.error("stream " + key + ": " + problem);
        synchronized (this) {
            keep(ofStreams.computeIfAbsent(key, _ -> new LinkedHashSet<>()), "stream " + key + ": " + problem);
        }
    }

    private static void keep(Set<String> problems, String problem) {
        if (problems.size() < KEPT_MAX) {
            problems.add(problem);
        }
    }

    /// Forgets those of a stream.
    synchronized void clear(StreamKey key) {
        ofStreams.remove(key);
    }

    synchronized List<String> list() {
        List<String> all = new ArrayList<>(ofPlace);
        ofStreams.values().forEach(all::addAll);
        return all;
    }
}
