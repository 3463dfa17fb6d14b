package io.natterjack.domain.subject;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Turns the subjects that belong to a source into others: `orders.*.>` to `shop.{{wildcard(1)}}.>`.
///
/// A source and its destination both end with `>` or neither does. The destination has no `*`; its functions name those
/// of the source, counted from 1. Without any in the source, only `partition` of the whole subject and `random` can be
/// used. See NATS ADR-30.
///
/// **Threading.** Immutable.
public final class SubjectTransform {
    private static final byte DOT = '.';

    private final byte[] filter;
    private final int sourceTokens;
    private final List<TransformPart> parts;
    private final boolean tail;

    private SubjectTransform(String source, int sourceTokens, List<TransformPart> parts, boolean tail) {
        this.filter = Subjects.bytes(source);
        this.sourceTokens = sourceTokens;
        this.parts = List.copyOf(parts);
        this.tail = tail;
    }

    /// @throws InvalidMappingException in the words of the reference
    public static SubjectTransform of(String source, String destination) {
        List<String> from = tokens(source);
        List<String> to = tokens(destination);
        boolean tail = from.getLast().equals(">");
        if (to.contains("*") || tail != to.getLast().equals(">")) {
            throw InvalidMappingException.subject();
        }
        SourceWildcards wildcards = SourceWildcards.of(from);
        List<TransformPart> parts = new ArrayList<>();
        for (String token : tail ? to.subList(0, to.size() - 1) : to) {
            TransformPart function = TransformFunction.read(token, wildcards);
            parts.add(function != null ? function : new TransformPart.Text(token));
        }
        return new SubjectTransform(source, from.size(), parts, tail);
    }

    /// As [#of], for what an operator has written: the destination is looked at more closely.
    ///
    /// @throws InvalidMappingException in the words of the reference
    public static SubjectTransform ofMapping(String source, String destination) {
        boolean ended = false;
        for (String token : destination.split("\\.", -1)) {
            if (token.isEmpty() || ended) {
                throw InvalidMappingException.destination(InvalidMappingException.NO_TRANSFORM, token);
            }
            if (TransformFunction.delimited(token)) {
                if (!TransformFunction.known(token)) {
                    throw InvalidMappingException.destination(InvalidMappingException.UNKNOWN_FUNCTION, token);
                }
            } else if (token.equals(">")) {
                ended = true;
            } else if (!Subjects.valid(token)) {
                throw InvalidMappingException.destination(InvalidMappingException.NO_TRANSFORM, "");
            }
        }
        return of(source, destination);
    }

    /// The transform that leaves every subject of a source as it is.
    public static SubjectTransform identity(String source) {
        List<String> to = new ArrayList<>();
        int wildcards = 0;
        for (String token : tokens(source)) {
            to.add(token.equals("*") ? "$" + ++wildcards : token);
        }
        return of(source, String.join(".", to));
    }

    /// Whether a published subject belongs to the source. One that looks like a filter does only if all of the filter
    /// does.
    public boolean matches(byte[] subject, int from, int to) {
        return Subjects.subsetOf(subject, from, to, filter, 0, filter.length);
    }

    /// Transforms a subject for which [#matches] holds.
    public void apply(byte[] subject, int from, int to, RandomGenerator random, MappedSubject into) {
        TokenizedSubject tokens = into.source();
        tokens.split(subject, from, to);
        into.clear();
        for (int at = 0; at < parts.size(); at++) {
            if (at > 0) {
                into.append(DOT);
            }
            parts.get(at).write(tokens, random, into);
        }
        if (tail) {
            if (!parts.isEmpty()) {
                into.append(DOT);
            }
            into.append(subject, tokens.start(sourceTokens - 1), to);
        }
    }

    private static List<String> tokens(String subject) {
        List<String> tokens = List.of(subject.split("\\.", -1));
        int tail = tokens.indexOf(">");
        if (tokens.contains("") || (tail >= 0 && tail < tokens.size() - 1)) {
            throw InvalidMappingException.subject();
        }
        return tokens;
    }
}
