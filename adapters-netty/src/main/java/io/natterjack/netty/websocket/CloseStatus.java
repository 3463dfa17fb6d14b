package io.natterjack.netty.websocket;

import io.natterjack.ports.session.CloseReason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Status codes of close frames: RFC 6455, section 7.4.
final class CloseStatus {
    static final int NORMAL = 1000;
    static final int GOING_AWAY = 1001;
    static final int PROTOCOL_ERROR = 1002;
    static final int NO_STATUS = 1005;
    static final int INVALID_PAYLOAD = 1007;
    static final int POLICY_VIOLATION = 1008;
    static final int TOO_BIG = 1009;
    static final int INTERNAL_ERROR = 1011;
    static final int TLS_HANDSHAKE = 1015;

    private static final int TEXT_BYTES_MAX = 123;

    private CloseStatus() {}

    static int of(CloseReason reason) {
        return switch (reason) {
            case CLIENT_CLOSED -> NORMAL;
            case AUTHENTICATION_TIMEOUT,
                    AUTHENTICATION_VIOLATION,
                    SLOW_CONSUMER_PENDING_BYTES,
                    SLOW_CONSUMER_WRITE_DEADLINE,
                    MAX_ACCOUNT_CONNECTIONS_EXCEEDED,
                    MAX_CONNECTIONS_EXCEEDED,
                    MAX_CONTROL_LINE_EXCEEDED,
                    MAX_SUBSCRIPTIONS_EXCEEDED,
                    MISSING_ACCOUNT,
                    AUTHENTICATION_EXPIRED,
                    REVOCATION -> POLICY_VIOLATION;
            case TLS_HANDSHAKE_ERROR -> TLS_HANDSHAKE;
            case PARSE_ERROR, PROTOCOL_VIOLATION, BAD_CLIENT_PROTOCOL_VERSION -> PROTOCOL_ERROR;
            case MAX_PAYLOAD_EXCEEDED -> TOO_BIG;
            case WRITE_ERROR, READ_ERROR, STALE_CONNECTION, SERVER_SHUTDOWN -> GOING_AWAY;
            case WRONG_PORT,
                    INTERNAL_CLIENT,
                    MESSAGE_HEADER_VIOLATION,
                    NO_RESPONDERS_REQUIRES_HEADERS,
                    DUPLICATE_CLIENT_ID,
                    KICKED,
                    PROXY_NOT_TRUSTED,
                    PROXY_REQUIRED -> INTERNAL_ERROR;
        };
    }

    /// Whether a client may send this code.
    static boolean isValid(int code) {
        boolean reserved = code == 1004
                || code == NO_STATUS
                || code == 1006
                || code == TLS_HANDSHAKE
                || (code >= 1016 && code <= 2999);
        return code >= 1000 && code < 5000 && !reserved;
    }

    /// The payload of a close frame. A text that is too long ends in dots.
    static byte[] payload(int code, String text) {
        byte[] words = text.getBytes(StandardCharsets.UTF_8);
        if (words.length > TEXT_BYTES_MAX) {
            words = Arrays.copyOf(words, TEXT_BYTES_MAX);
            Arrays.fill(words, TEXT_BYTES_MAX - 3, TEXT_BYTES_MAX, (byte) '.');
        }
        byte[] payload = new byte[2 + words.length];
        payload[0] = (byte) (code >> 8);
        payload[1] = (byte) code;
        System.arraycopy(words, 0, payload, 2, words.length);
        return payload;
    }
}
