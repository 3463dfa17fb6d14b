package io.natterjack.domain.session;

import java.util.regex.Pattern;

/// Takes secrets out of what is written to the log.
final class Secrets {
    private static final Pattern SECRET =
            Pattern.compile("(\"(?:pass|auth_token|jwt|sig|proxy_sig)\"\\s*:\\s*)\"(?:[^\"\\\\]|\\\\.)*\"");

    private Secrets() {}

    /// @param json · of a CONNECT message
    static String redact(String json) {
        return SECRET.matcher(json).replaceAll("$1\"[REDACTED]\"");
    }
}
