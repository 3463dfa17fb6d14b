package io.natterjack.domain.monitor;

import java.util.Map;
import java.util.TreeMap;

/// How often each page has been asked for.
///
/// **Threading.** Any thread.
final class RequestCounts {
    private final Map<String, Long> counts = new TreeMap<>();

    synchronized void count(String page) {
        counts.merge(page, 1L, Long::sum);
    }

    /// By page, in the order of the alphabet.
    synchronized Map<String, Long> all() {
        return new TreeMap<>(counts);
    }
}
