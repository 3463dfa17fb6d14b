package io.natterjack.domain.stream.config;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stream that another one copies, as its mirror or as one of its sources.
///
/// @param name          · of the stream that is copied
/// @param startSequence · the first message to copy; 0 for the first there is
/// @param startTime     · not older than this; null for any
/// @param filterSubject · only these; empty for all
/// @param transforms    · each with the subjects to copy and what becomes of them; empty for all as they are
/// @param external      · where the stream is, if it is not in this account; null if it is
/// @param consumer      · the consumer to use, which somebody has made for this; null to make one
public record StreamSource(
        String name,
        long startSequence,
        @Nullable Instant startTime,
        String filterSubject,
        List<TransformConfig> transforms,
        @Nullable External external,
        @Nullable SourceConsumer consumer) {
    public StreamSource {
        transforms = List.copyOf(transforms);
    }

    /// A whole stream of this account.
    public static StreamSource of(String name) {
        return new StreamSource(name, 0, null, "", List.of(), null, null);
    }

    public StreamSource withFilterSubject(String filter) {
        return new StreamSource(name, startSequence, startTime, filter, transforms, external, consumer);
    }

    public StreamSource withTransforms(List<TransformConfig> changed) {
        return new StreamSource(name, startSequence, startTime, filterSubject, changed, external, consumer);
    }

    /// A stream that is reached through the API of another account or domain.
    ///
    /// @param apiPrefix     · of the API's subjects there, such as `$JS.hub.API`
    /// @param deliverPrefix · of the subject to deliver to; empty for one of the server's choice
    public record External(String apiPrefix, String deliverPrefix) {
        /// The domain in the prefix of the API; empty if it is none of a domain.
        public String domain() {
            String[] tokens = apiPrefix.split("\\.", 3);
            return tokens.length > 1 ? tokens[1] : "";
        }
    }

    /// @param deliverSubject · where it delivers to
    public record SourceConsumer(String name, String deliverSubject) {}
}
