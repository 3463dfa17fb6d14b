package io.natterjack.domain.jetstream.document;

import io.natterjack.domain.jetstream.codec.ApiErrorJson;
import io.natterjack.domain.jetstream.codec.StreamSourceJson;
import io.natterjack.domain.jetstream.json.JsonOut;
import io.natterjack.domain.stream.config.StreamSource;
import io.natterjack.domain.stream.source.SourceInfo;

/// How far a stream is with copying another one, as a document.
final class SourceDocument {
    private SourceDocument() {}

    static void write(SourceInfo info, JsonOut out) {
        StreamSource source = info.source();
        out.field("name", source.name())
                .optional("external", source.external(), StreamSourceJson::writeExternal)
                .unsigned("lag", info.lag())
                .optionalUnsigned("seq", info.sequence())
                .field("active", info.activeNanos())
                .optional("error", info.error(), ApiErrorJson::write)
                .optional("filter_subject", source.filterSubject())
                .optionalObjects("subject_transforms", source.transforms(), StreamSourceJson::writeTransform);
    }
}
