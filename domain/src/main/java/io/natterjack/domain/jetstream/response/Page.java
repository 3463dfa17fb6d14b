package io.natterjack.domain.jetstream.response;

import io.natterjack.domain.jetstream.json.JsonOut;
import java.util.List;

/// Where in a list an answer is.
///
/// @param total  · entries of the whole list
/// @param offset · of the first entry of the answer
/// @param limit  · entries of one answer at most
public record Page(int total, int offset, int limit) {
    /// Of no list.
    public static final Page NONE = new Page(0, 0, 0);

    /// Names of streams or consumers in one answer.
    public static final int NAMES_MAX = 1_024;

    /// Streams or consumers in one answer.
    public static final int LIST_MAX = 256;

    /// Subjects in one answer about a stream.
    public static final int SUBJECTS_MAX = 100_000;

    /// The page that begins at an entry, or behind the last.
    public static Page of(int total, int offset, int limit) {
        return new Page(total, Math.clamp(offset, 0, total), limit);
    }

    /// What of the whole list is on this page.
    public <T> List<T> part(List<T> all) {
        return all.subList(offset, Math.min(all.size(), offset + limit));
    }

    /// Writes its fields.
    JsonOut write(JsonOut out) {
        return out.field("total", total).field("offset", offset).field("limit", limit);
    }
}
