package io.natterjack.domain.subject;

/// A mapping cannot be what an operator has written. The message is the reference's.
public final class InvalidMappingException extends IllegalArgumentException {
    static final String NO_TRANSFORM = "invalid transform";
    static final String UNKNOWN_FUNCTION = "unknown function";
    static final String INDEX_OUT_OF_RANGE = "wildcard index out of range";
    static final String NOT_ENOUGH_ARGUMENTS = "not enough arguments passed to the function";
    static final String TOO_MANY_ARGUMENTS = "too many arguments passed to the function";
    static final String INVALID_ARGUMENT = "function argument is invalid or in the wrong format";

    private static final long serialVersionUID = 1;

    public InvalidMappingException(String message) {
        super(message);
    }

    /// @param where · the token at fault; empty if it is the whole destination
    static InvalidMappingException destination(String what, String where) {
        return new InvalidMappingException(
                "invalid mapping destination: " + what + (where.isEmpty() ? "" : " in " + where));
    }

    static InvalidMappingException subject() {
        return new InvalidMappingException("invalid subject");
    }
}
