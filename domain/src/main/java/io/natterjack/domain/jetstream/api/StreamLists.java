package io.natterjack.domain.jetstream.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.jetstream.HostedStream;
import io.natterjack.domain.jetstream.api.call.ApiCall;
import io.natterjack.domain.jetstream.api.call.Documents;
import io.natterjack.domain.jetstream.document.StreamFigures;
import io.natterjack.domain.jetstream.request.StreamRequest;
import io.natterjack.domain.jetstream.response.Page;
import io.natterjack.domain.jetstream.response.StreamResponses;
import io.natterjack.domain.subject.Subjects;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Says which streams there are, and how they are.
final class StreamLists {
    private StreamLists() {}

    static byte[] info(ApiCall call) {
        StreamRequest.Describe asked = call.streamRequests().describe(call.bodyIfJson());
        HostedStream hosted = call.stream();
        Documents documents = call.documents();
        StreamFigures figures = documents.figures(hosted);
        if (asked.deletedDetails()) {
            figures = figures.withDeleted(Documents.missing(hosted));
        }
        Map<String, Long> subjects =
                asked.subjectsFilter().isEmpty() ? Map.of() : subjects(hosted, asked.subjectsFilter());
        if (subjects.isEmpty()) {
            return StreamResponses.info(Page.NONE, documents.asked(hosted, figures));
        }
        Page page = Page.of(subjects.size(), asked.offset(), Page.SUBJECTS_MAX);
        Map<String, Long> shown = new TreeMap<>();
        page.part(List.copyOf(subjects.entrySet())).forEach(each -> shown.put(each.getKey(), each.getValue()));
        Page asFar = new Page(page.total(), Math.max(asked.offset(), page.offset()), page.limit());
        return StreamResponses.info(asFar, documents.asked(hosted, figures.withSubjects(shown)));
    }

    /// How many messages there are of each subject that belongs to a filter.
    private static Map<String, Long> subjects(HostedStream hosted, String filter) {
        Map<String, Long> counts = new TreeMap<>();
        hosted.stream().subjects().forEach(SubjectFilter.of(filter), (bytes, from, to, messages, first, last) -> {
            counts.put(new String(bytes, from, to - from, UTF_8), messages);
            return true;
        });
        return counts;
    }

    static byte[] names(ApiCall call) {
        StreamRequest.Page asked = call.streamRequests().names(call.bodyIfJson());
        List<String> all = listening(call, asked.subject()).stream()
                .map(HostedStream::name)
                .toList();
        Page page = Page.of(all.size(), asked.offset(), Page.NAMES_MAX);
        return StreamResponses.names(page, page.part(all));
    }

    static byte[] list(ApiCall call) {
        StreamRequest.Page asked = call.streamRequests().list(call.bodyIfJson());
        List<HostedStream> all = listening(call, asked.subject());
        Page page = Page.of(all.size(), asked.offset(), Page.LIST_MAX);
        Documents documents = call.documents();
        return StreamResponses.list(
                page,
                page.part(all).stream().map(documents::listed).toList(),
                call.streams().lost());
    }

    private static List<HostedStream> listening(ApiCall call, String subject) {
        return call.streams().all().stream()
                .filter(hosted -> subject.isEmpty()
                        || hosted.config().subjects().stream().anyMatch(own -> Subjects.overlap(own, subject)))
                .toList();
    }
}
