package io.natterjack.app.config.syntax;

/// A configuration cannot be used. The message is what the operator reads after `nats-server: `.
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }
}
