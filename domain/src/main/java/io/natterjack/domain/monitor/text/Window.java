package io.natterjack.domain.monitor.text;

import java.util.List;

/// A part of a list.
///
/// @param offset · 0 or more; may lie behind the end
/// @param limit  · 1 or more
public record Window(int offset, int limit) {
    /// How many entries a page shows unless asked otherwise.
    public static final int LIMIT_DEFAULT = 1024;

    public <T> List<T> of(List<T> all) {
        int from = Math.min(offset, all.size());
        return all.subList(from, from + Math.min(limit, all.size() - from));
    }
}
