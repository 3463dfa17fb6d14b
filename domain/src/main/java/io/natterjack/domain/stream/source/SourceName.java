package io.natterjack.domain.stream.source;

import io.natterjack.domain.stream.config.StreamSource;
import io.natterjack.domain.stream.config.TransformConfig;
import io.natterjack.domain.text.Digits;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tells the sources of a stream apart, in the headers of what was copied: the stream, what of it, and what
/// becomes of its subjects.
///
/// @param stream      · its name, and where it is if that is not here
/// @param filter      · filters, with form feeds between them
/// @param destination · what becomes of them, likewise
record SourceName(String stream, String filter, String destination) {
    private static final String BETWEEN = "\f";
    private static final String ALL = ">";
    private static final int IDENTITY_FIELD = 5;

    static SourceName of(StreamSource source) {
        String name = stream(source);
        if (source.transforms().isEmpty()) {
            return new SourceName(name, orAll(source.filterSubject()), ALL);
        }
        return new SourceName(
                name, joined(source, TransformConfig::source), joined(source, TransformConfig::destination));
    }

    /// Streams of one name that are in different places, or read through different consumers, are different.
    private static String stream(StreamSource source) {
        String external = source.external() == null
                ? ""
                : ":" + NameHash.of(source.external().apiPrefix());
        String consumer = source.consumer() == null
                ? ""
                : ":C=" + NameHash.of(source.consumer().name());
        return source.name() + external + consumer;
    }

    private static String joined(StreamSource source, Function<TransformConfig, String> part) {
        return source.transforms().stream().map(each -> orAll(part.apply(each))).collect(Collectors.joining(BETWEEN));
    }

    private static String orAll(String subject) {
        return subject.isEmpty() ? ALL : subject;
    }

    /// The header of a message.
    ///
    /// @param subject  · what it has there
    /// @param identity · of the stream; empty if that is not known
    String header(long sequence, String subject, String identity) {
        String header = stream + " " + sequence + " " + filter + " " + destination + " " + subject;
        return identity.isEmpty() ? header : header + " " + identity;
    }

    /// The identity of the stream in a header; empty if there is none.
    static String identity(String header) {
        String[] fields = header.split(" ", -1);
        return fields.length > IDENTITY_FIELD ? fields[IDENTITY_FIELD] : "";
    }

    /// Whose header it is; null if it is none.
    static @Nullable SourceName in(String header) {
        String[] fields = header.split(" ", -1);
        return fields.length < 4 ? null : new SourceName(fields[0], fields[2], fields[3]);
    }

    /// The sequence in a header; 0 if it is that of another source.
    long sequence(String header) {
        String[] fields = header.split(" ", -1);
        boolean mine = fields.length >= 4
                && fields[0].equals(stream)
                && fields[2].equals(filter)
                && fields[3].equals(destination);
        if (!mine) {
            return 0;
        }
        byte[] digits = fields[1].getBytes(StandardCharsets.US_ASCII);
        return Math.max(0, Digits.parse(digits, 0, digits.length));
    }
}
