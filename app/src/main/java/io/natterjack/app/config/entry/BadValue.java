package io.natterjack.app.config.entry;

/// A value that its key cannot take. Caught where keys are walked through, so that the others are still looked at.
public final class BadValue extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /// @param reason · begins with the position
    BadValue(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
