package io.natterjack.domain.subject;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Reads a token of a destination that may be a function: `$1`, `{{wildcard(1)}}`, `{{partition(3, 1, 2)}}`.
///
/// Of a name, the first letter of each word may be written either way. Blanks may stand around the name and the
/// arguments.
final class TransformFunction {
    private static final Pattern COMMA = Pattern.compile(",\\s*");
    private static final int DELIMITED_LENGTH_MIN = 5;

    private static final List<Known> KNOWN = List.of(
            new Known("[wW]ildcard", TransformFunction::wildcard),
            new Known("[pP]artition", TransformFunction::partition),
            new Known("[sS]plit[fF]rom[lL]eft", withNumber((i, n) -> new TransformPart.SplitAt(i, n, false))),
            new Known("[sS]plit[fF]rom[rR]ight", withNumber((i, n) -> new TransformPart.SplitAt(i, n, true))),
            new Known("[sS]lice[fF]rom[lL]eft", withNumber((i, n) -> new TransformPart.Slice(i, n, false))),
            new Known("[sS]lice[fF]rom[rR]ight", withNumber((i, n) -> new TransformPart.Slice(i, n, true))),
            new Known("[rR]ight", withNumber((i, n) -> new TransformPart.Ending(i, n, true))),
            new Known("[lL]eft", withNumber((i, n) -> new TransformPart.Ending(i, n, false))),
            new Known("[sS]plit", TransformFunction::split),
            new Known("[rR]andom", TransformFunction::random));

    private final String token;
    private final List<String> arguments;
    private final SourceWildcards wildcards;

    private TransformFunction(String token, List<String> arguments, SourceWildcards wildcards) {
        this.token = token;
        this.arguments = arguments;
        this.wildcards = wildcards;
    }

    private record Known(Pattern pattern, Reader reader) {
        Known(String name, Reader reader) {
            this(Pattern.compile("\\{\\{\\s*" + name + "\\s*\\((.*)\\)\\s*}}"), reader);
        }
    }

    private interface Reader {
        TransformPart read(TransformFunction call);
    }

    /// Whether a token has the braces of a function, whatever is between them.
    static boolean delimited(String token) {
        return token.length() >= DELIMITED_LENGTH_MIN && token.startsWith("{{") && token.endsWith("}}");
    }

    /// Whether there is a function of that name.
    static boolean known(String token) {
        return KNOWN.stream().anyMatch(known -> known.pattern.matcher(token).find());
    }

    /// @return null if the token is no function but means itself
    static @Nullable TransformPart read(String token, SourceWildcards wildcards) {
        if (token.length() > 1 && token.startsWith("$")) {
            try {
                return new TransformPart.Wildcard(
                        wildcards.token(Integer.parseInt(token, 1, token.length(), 10), token));
            } catch (NumberFormatException _) {
                return null; // $SYS and the like
            }
        }
        if (!delimited(token)) {
            return null;
        }
        for (Known known : KNOWN) {
            Matcher matcher = known.pattern.matcher(token);
            if (matcher.find()) {
                List<String> arguments = List.of(COMMA.split(matcher.group(1), -1));
                return known.reader.read(new TransformFunction(token, arguments, wildcards));
            }
        }
        throw InvalidMappingException.destination(InvalidMappingException.UNKNOWN_FUNCTION, token);
    }

    private TransformPart wildcard() {
        if (arguments.equals(List.of(""))) {
            throw wrong(InvalidMappingException.NOT_ENOUGH_ARGUMENTS);
        }
        if (arguments.size() > 1) {
            throw wrong(InvalidMappingException.TOO_MANY_ARGUMENTS);
        }
        return new TransformPart.Wildcard(wildcards.token(number(0), token));
    }

    private TransformPart partition() {
        int[] numbers = IntStream.range(0, arguments.size()).map(this::number).toArray();
        int[] tokens = wildcards.none()
                ? new int[0] // without wildcards, whatever is named means the whole subject
                : Arrays.stream(numbers)
                        .skip(1)
                        .map(index -> wildcards.token(index, token))
                        .toArray();
        return new TransformPart.Partition(numbers[0], tokens);
    }

    private TransformPart split() {
        requireTwo();
        int index = number(0);
        String delimiter = arguments.get(1);
        if (delimiter.contains(" ") || delimiter.contains(".")) {
            throw wrong(InvalidMappingException.INVALID_ARGUMENT);
        }
        return new TransformPart.Split(wildcards.token(index, token), delimiter);
    }

    private TransformPart random() {
        if (arguments.size() != 1) {
            throw wrong(InvalidMappingException.NOT_ENOUGH_ARGUMENTS);
        }
        return new TransformPart.Random(number(0));
    }

    private static Reader withNumber(BiFunction<Integer, Integer, TransformPart> part) {
        return call -> {
            call.requireTwo();
            int index = call.number(0);
            int number = call.number(1);
            return part.apply(call.wildcards.token(index, call.token), number);
        };
    }

    private void requireTwo() {
        if (arguments.size() < 2) {
            throw wrong(InvalidMappingException.NOT_ENOUGH_ARGUMENTS);
        }
        if (arguments.size() > 2) {
            throw wrong(InvalidMappingException.TOO_MANY_ARGUMENTS);
        }
    }

    private int number(int argument) {
        try {
            return Integer.parseInt(arguments.get(argument).replaceAll("^ +| +$", ""));
        } catch (NumberFormatException _) {
            throw wrong(InvalidMappingException.INVALID_ARGUMENT);
        }
    }

    private InvalidMappingException wrong(String what) {
        return InvalidMappingException.destination(what, token);
    }
}
