package io.natterjack.filestore.search;

import io.natterjack.filestore.index.SubjectTable;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The filters that were used lately, each with what is known of its matches. Confined to the stream's owner.
public final class Filters {
    private static final int KEPT_MAX = 4096;

    private final SubjectTable table;
    private final Map<List<String>, FilterMatches> known = new Latest();

    public Filters(SubjectTable table) {
        this.table = table;
    }

    FilterMatches of(SubjectFilter filter) {
        return known.computeIfAbsent(filter.patterns(), _ -> new FilterMatches(filter, table));
    }

    /// In the order of use.
    private static final class Latest extends LinkedHashMap<List<String>, FilterMatches> {
        private static final long serialVersionUID = 1;

        Latest() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<String>, FilterMatches> eldest) {
            return size() > KEPT_MAX;
        }
    }
}
