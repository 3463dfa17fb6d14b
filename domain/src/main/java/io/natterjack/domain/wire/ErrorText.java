package io.natterjack.domain.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

/// The texts of `-ERR`. Clients compare them, so they are the reference's to the letter.
@SuppressWarnings("ImmutableEnumChecker") // the line is shared to be read
public enum ErrorText {
    UNKNOWN_PROTOCOL_OPERATION("Unknown Protocol Operation"),
    MAXIMUM_CONTROL_LINE_EXCEEDED("maximum control line exceeded"),
    MAXIMUM_PAYLOAD_VIOLATION("Maximum Payload Violation"),
    AUTHORIZATION_VIOLATION("Authorization Violation"),
    AUTHENTICATION_TIMEOUT("Authentication Timeout"),
    MAXIMUM_CONNECTIONS_EXCEEDED("maximum connections exceeded"),
    MAXIMUM_ACCOUNT_CONNECTIONS_EXCEEDED("maximum account active connections exceeded"),
    MAXIMUM_SUBSCRIPTIONS_EXCEEDED("maximum subscriptions exceeded"),
    INVALID_CLIENT_PROTOCOL("invalid client protocol"),
    NO_RESPONDERS_REQUIRES_HEADERS("no responders requires headers support"),
    STALE_CONNECTION("Stale Connection"),
    INVALID_PUBLISH_SUBJECT("Invalid Publish Subject"),
    INVALID_SUBJECT("Invalid Subject");

    private final byte[] line;
    private final String text;

    ErrorText(String text) {
        this.text = text;
        this.line = line(text);
    }

    public String text() {
        return text;
    }

    /// The whole message. Shared: do not write to it.
    public byte[] line() {
        return line;
    }

    /// A message with a text of its own.
    public static byte[] line(String text) {
        return ("-ERR '" + text + "'\r\n").getBytes(UTF_8);
    }
}
