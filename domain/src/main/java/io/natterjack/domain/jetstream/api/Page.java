package io.natterjack.domain.jetstream.api;

import io.natterjack.domain.jetstream.json.JsonField;
import io.natterjack.domain.jetstream.json.JsonObject;
import io.natterjack.domain.jetstream.json.JsonOut;
import java.util.List;

/// What a request for a list says: where the page starts, and what belongs to the list at all.
///
/// @param offset  · 0 or more
/// @param subject · only streams that could listen to it; empty for all
record Page(int offset, String subject) {
    /// Names on a page.
    static final int NAMES_MAX = 1024;

    /// Descriptions on a page.
    static final int DETAILS_MAX = 256;

    static Page of(ApiCall call, String type) {
        return call.bodyIsObject() ? call.read(type, Page::read) : new Page(0, "");
    }

    private static Page read(JsonObject object) {
        int offset = 0;
        String subject = "";
        for (JsonField field : object) {
            switch (field.name()) {
                case "offset" -> offset = Math.max(0, field.integer());
                case "subject" -> subject = field.text();
                default -> field.unknown();
            }
        }
        return new Page(offset, subject);
    }

    /// What of a list is on this page.
    <T> List<T> of(List<T> all, int max) {
        int from = Math.min(offset, all.size());
        return all.subList(from, Math.min(all.size(), from + max));
    }

    /// Says which part of the whole an answer is.
    void write(int total, int max, JsonOut out) {
        out.field("total", total).field("offset", Math.min(offset, total)).field("limit", max);
    }
}
