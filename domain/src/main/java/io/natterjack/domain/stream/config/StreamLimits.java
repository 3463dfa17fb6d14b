package io.natterjack.domain.stream.config;

/// How much a stream may hold. -1 is no limit, except for the age, where it is 0. A request may also say 0 for
/// none.
///
/// @param consumersMax          · at a time
/// @param messagesMax           · at a time
/// @param bytesMax              · as stored, with subjects and headers
/// @param ageNanosMax           · of a message; 0 for no limit
/// @param messagesPerSubjectMax · at a time
/// @param messageBytesMax       · of one message: headers and body
public record StreamLimits(
        long consumersMax,
        long messagesMax,
        long bytesMax,
        long ageNanosMax,
        long messagesPerSubjectMax,
        int messageBytesMax) {
    /// No limit at all.
    public static final StreamLimits NONE = new StreamLimits(-1, -1, -1, 0, -1, -1);

    /// What is left of a request that does not speak of limits.
    public static final StreamLimits UNSET = new StreamLimits(0, 0, 0, 0, 0, 0);

    /// The highest sequence that a stream may be made to start with, so that it never runs out of them.
    public static final long FIRST_SEQUENCE_MAX = 1L << 62;

    /// Whether a stream may be made to start there.
    ///
    /// @param sequence · unsigned
    public static boolean sequenceInReach(long sequence) {
        return Long.compareUnsigned(sequence, FIRST_SEQUENCE_MAX) <= 0;
    }

    public StreamLimits withConsumersMax(long max) {
        return new StreamLimits(max, messagesMax, bytesMax, ageNanosMax, messagesPerSubjectMax, messageBytesMax);
    }

    public StreamLimits withMessagesMax(long max) {
        return new StreamLimits(consumersMax, max, bytesMax, ageNanosMax, messagesPerSubjectMax, messageBytesMax);
    }

    public StreamLimits withBytesMax(long max) {
        return new StreamLimits(consumersMax, messagesMax, max, ageNanosMax, messagesPerSubjectMax, messageBytesMax);
    }

    public StreamLimits withAgeNanosMax(long max) {
        return new StreamLimits(consumersMax, messagesMax, bytesMax, max, messagesPerSubjectMax, messageBytesMax);
    }

    public StreamLimits withMessagesPerSubjectMax(long max) {
        return new StreamLimits(consumersMax, messagesMax, bytesMax, ageNanosMax, max, messageBytesMax);
    }

    public StreamLimits withMessageBytesMax(int max) {
        return new StreamLimits(consumersMax, messagesMax, bytesMax, ageNanosMax, messagesPerSubjectMax, max);
    }
}
