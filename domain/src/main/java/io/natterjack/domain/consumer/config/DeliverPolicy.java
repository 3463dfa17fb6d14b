package io.natterjack.domain.consumer.config;

import io.natterjack.domain.text.Word;

/// Where in the stream a consumer starts.
public enum DeliverPolicy implements Word {
    /// At the first message. The default.
    ALL("all"),
    /// At the last message.
    LAST("last"),
    /// After the last message.
    NEW("new"),
    /// At a sequence.
    BY_START_SEQUENCE("by_start_sequence"),
    /// At the first message that is not older than a time.
    BY_START_TIME("by_start_time"),
    /// At the last message of each subject.
    LAST_PER_SUBJECT("last_per_subject");

    private final String wire;

    DeliverPolicy(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }
}
