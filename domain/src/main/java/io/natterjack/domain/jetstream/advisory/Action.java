package io.natterjack.domain.jetstream.advisory;

/// What was done to a stream or a consumer.
public enum Action {
    CREATED("create"),
    DELETED("delete"),
    UPDATED("modify");

    private final String wire;

    Action(String wire) {
        this.wire = wire;
    }

    /// Its name in JSON.
    String wire() {
        return wire;
    }
}
