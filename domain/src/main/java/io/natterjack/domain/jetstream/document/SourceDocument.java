package io.natterjack.domain.jetstream.document;

import io.natterjack.domain.jetstream.codec.StreamSourceJson;
import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.jetstream.json.JsonOut;
import io.natterjack.domain.stream.config.StreamSource;
import io.natterjack.domain.stream.source.SourceInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far a stream is with copying another one.
///
/// @param source      · what is copied
/// @param lag         · messages that are there and not copied yet
/// @param sequence    · of the last message that was copied, there; 0 if there was none
/// @param activeNanos · since something was last heard from there; -1 if it never was
/// @param error       · null if all is well
public record SourceDocument(
        StreamSource source,
        long lag,
        long sequence,
        long activeNanos,
        @Nullable ApiError error) {
    /// Of a mirror, where nothing is said of the last sequence because it is that of the stream.
    ///
    /// @param mirror · null for none
    public static @Nullable SourceDocument ofMirror(@Nullable SourceInfo mirror) {
        return mirror == null ? null : of(mirror, 0);
    }

    /// In the same order.
    public static List<SourceDocument> ofSources(List<SourceInfo> sources) {
        return sources.stream().map(info -> of(info, info.sequence())).toList();
    }

    private static SourceDocument of(SourceInfo info, long sequence) {
        return new SourceDocument(info.source(), info.lag(), sequence, info.activeNanos(), info.error());
    }

    /// Writes its fields.
    public void write(JsonOut out) {
        out.field("name", source.name())
                .optional("external", source.external(), StreamSourceJson::writeExternal)
                .unsigned("lag", lag)
                .optionalUnsigned("seq", sequence)
                .field("active", activeNanos)
                .optional("error", error, ApiError::write)
                .optional("filter_subject", source.filterSubject())
                .optionalObjects("subject_transforms", source.transforms(), StreamSourceJson::writeTransform);
    }
}
