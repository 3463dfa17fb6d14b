package io.natterjack.app.config.check;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.natterjack.app.config.Configuration;
import io.natterjack.app.config.options.FlagValues;
import io.natterjack.app.config.syntax.ConfigException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CrossChecksTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no_auth_user: x|no_auth_user: \"x\" present, but users/nkeys are not defined",
                "no_auth_user: x, accounts { A { users: [{ user: a }] } }|no_auth_user: \"x\" not present as user or nkey in authorization block or account configuration",
                "system_account: foo|error resolving system account: account missing",
                "max_payload: 100MB|max_payload (104857600) cannot be higher than max_pending (67108864)",
                "lame_duck_duration: \"30s\", lame_duck_grace_period: \"40s\"|lame duck grace period (40s) should be strictly lower than lame duck duration (30s)",
                "default_sentinel: x|default sentinel requires operators and accounts",
                "ws { port: -1 }|websocket requires TLS configuration",
                "ws { port: -1, no_tls: true, allowed_origins: [foo] }|unable to parse allowed origin: parse \"foo\": invalid URI for request",
                "ws { port: -1, no_tls: true, allowed_origins: [\"ftp://x\"] }|unable to parse allowed origin \"ftp://x\": allowed origins must be absolute URLs with http or https scheme",
                "ws { port: -1, no_tls: true, allowed_origins: [\"http://\"] }|unable to parse allowed origin \"http://\": host is required",
                "ws { port: -1, no_tls: true, jwt_cookie: a }|trusted operators or trusted keys configuration is required for JWT authentication via cookie \"a\"",
                "ws { port: -1, no_tls: true, no_auth_user: a }|no_auth_user: \"a\" present, but users/nkeys are not defined",
                "ws { port: -1, no_tls: true, authorization { user: a } }, authorization { users: [{ user: b }] }|websocket authentication username not compatible with presence of users/nkeys",
                "ws { port: -1, no_tls: true, headers { Host: a } }|websocket: invalid header \"Host\" not allowed",
                "ws { port: -1, no_tls: true, headers { Sec-WebSocket-X: a } }|websocket: invalid header \"Sec-WebSocket-X\", \"Sec-WebSocket-\" prefix not allowed",
                "https_port: -1|Can't start monitoring: TLS cert and key required for HTTPS",
                "port: 70000|Error listening on port: 0.0.0.0:70000, \"listen tcp: address 70000: invalid port\"",
                "http_port: 99999|Can't start monitoring: can't listen to the monitor port: listen tcp: address 99999: invalid port",
            })
    void whatDoesNotFitTogetherIsRefused(String text, String complaint) {
        ConfigException refused = assertThrows(ConfigException.class, () -> load(text));

        assertEquals(complaint, refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no_auth_user: a, authorization { users: [{ user: a }] }",
                "system_account: A, accounts { A {} }",
                "ws { port: -1, no_tls: true, allowed_origins: [\"https://a:5\", \"http://b\"] }",
                "ws { jwt_cookie: a }",
                "port: -1, http_port: -1",
            })
    void whatFitsIsTaken(String text) {
        assertDoesNotThrow(() -> load(text));
    }

    private static void load(String text) {
        Configuration.ofText(text, FlagValues.NONE, _ -> null).load();
    }
}
