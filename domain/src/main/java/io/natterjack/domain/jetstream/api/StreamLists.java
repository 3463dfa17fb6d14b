package io.natterjack.domain.jetstream.api;

import io.natterjack.domain.jetstream.HostedStream;
import io.natterjack.domain.jetstream.json.JsonField;
import io.natterjack.domain.jetstream.json.JsonObject;
import io.natterjack.domain.jetstream.json.JsonOut;
import io.natterjack.domain.subject.Subjects;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Says which streams there are, and how they are.
final class StreamLists {
    private static final int SUBJECTS_MAX = 100_000;

    private StreamLists() {}

    static Consumer<JsonOut> info(ApiCall call) {
        Details asked =
                call.bodyIsObject() ? call.read("JSApiStreamInfoRequest", Details::read) : new Details(0, false, "");
        HostedStream hosted = call.stream();
        StreamInfoJson info = new StreamInfoJson(call.streams(), hosted).withLeader();
        if (asked.deleted()) {
            info.withDeleted();
        }
        Map<String, Long> subjects =
                asked.subjects().isEmpty() ? Map.of() : StreamInfoJson.subjects(hosted, asked.subjects());
        if (subjects.isEmpty()) {
            return out -> {
                out.field("total", 0).field("offset", 0).field("limit", 0);
                info.write(out);
            };
        }
        int offset = Math.min(asked.offset(), subjects.size());
        info.withSubjects(page(subjects, offset));
        return out -> {
            out.field("total", subjects.size()).field("offset", offset).field("limit", SUBJECTS_MAX);
            info.write(out);
        };
    }

    private static Map<String, Long> page(Map<String, Long> subjects, int offset) {
        Map<String, Long> page = new TreeMap<>();
        subjects.entrySet().stream()
                .skip(offset)
                .limit(SUBJECTS_MAX)
                .forEach(each -> page.put(each.getKey(), each.getValue()));
        return page;
    }

    static Consumer<JsonOut> names(ApiCall call) {
        Page page = Page.of(call, "JSApiStreamNamesRequest");
        List<String> all =
                listening(call, page.subject()).stream().map(HostedStream::name).toList();
        return out -> {
            page.write(all.size(), Page.NAMES_MAX, out);
            out.texts("streams", all.isEmpty() ? null : page.of(all, Page.NAMES_MAX));
        };
    }

    static Consumer<JsonOut> list(ApiCall call) {
        Page page = Page.of(call, "JSApiStreamListRequest");
        List<HostedStream> all = listening(call, page.subject());
        return out -> {
            page.write(all.size(), Page.DETAILS_MAX, out);
            out.objects(
                    "streams",
                    page.of(all, Page.DETAILS_MAX),
                    (hosted, inner) ->
                            new StreamInfoJson(call.streams(), hosted).inList().write(inner));
        };
    }

    private static List<HostedStream> listening(ApiCall call, String subject) {
        return call.streams().all().stream()
                .filter(hosted -> subject.isEmpty()
                        || hosted.config().subjects().stream().anyMatch(own -> Subjects.overlap(own, subject)))
                .toList();
    }

    /// @param offset   · of the page of subjects
    /// @param deleted  · say which sequences are missing
    /// @param subjects · say how many messages there are of those that match; empty for none
    private record Details(int offset, boolean deleted, String subjects) {
        static Details read(JsonObject object) {
            int offset = 0;
            boolean deleted = false;
            String subjects = "";
            for (JsonField field : object) {
                switch (field.name()) {
                    case "offset" -> offset = Math.max(0, field.integer());
                    case "deleted_details" -> deleted = field.flag();
                    case "subjects_filter" -> subjects = field.text();
                    default -> field.unknown();
                }
            }
            return new Details(offset, deleted, subjects);
        }
    }
}
