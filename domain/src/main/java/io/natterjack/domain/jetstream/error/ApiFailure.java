package io.natterjack.domain.jetstream.error;

/// Ends the work on a request that cannot be granted. It is part of the conversation, not a fault: it has no
/// stack.
public final class ApiFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ApiError error;

    public ApiFailure(ApiError error) {
        super(error.description(), null, false, false);
        this.error = error;
    }

    /// What the client is told.
    public ApiError error() {
        return error;
    }
}
