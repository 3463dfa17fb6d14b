package io.natterjack.app.config.check;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.natterjack.app.config.Configuration;
import io.natterjack.app.config.options.FlagValues;
import io.natterjack.app.config.syntax.ConfigException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CrossChecksTest {
    static Stream<Arguments> misfits() {
        return Stream.of(
                arguments("no_auth_user: x", "no_auth_user: \"x\" present, but users/nkeys are not defined"),
                arguments(
                        "no_auth_user: x, accounts { A { users: [{ user: a }] } }",
                        "no_auth_user: \"x\" not present as user or nkey in authorization block or account "
                                + "configuration"),
                arguments("system_account: foo", "error resolving system account: account missing"),
                arguments("max_payload: 100MB", "max_payload (104857600) cannot be higher than max_pending (67108864)"),
                arguments(
                        "lame_duck_duration: \"30s\", lame_duck_grace_period: \"40s\"",
                        "lame duck grace period (40s) should be strictly lower than lame duck duration (30s)"),
                arguments("jetstream { domain: a.b }", "invalid domain name: may not contain ., * or >"),
                arguments(
                        "jetstream { domain: \"a b\" }",
                        "invalid domain name: derived \"$JS.a b.API.>\" is not a valid subject"),
                arguments(
                        "jetstream: true, system_account: A, accounts { A { jetstream: true } }",
                        "Not allowed to enable JetStream on the system account"),
                arguments(
                        "default_js_domain { A: hub }",
                        "in non operator mode, `default_js_domain` references non existing account \"A\""),
                arguments(
                        "accounts { A { jetstream: true } }, default_js_domain { A: hub }",
                        "default_js_domain contains account name \"A\" with enabled JetStream"),
                arguments(
                        "default_js_domain { \"$SYS\": hub }",
                        "system account \"$SYS\" can not be in default_js_domain"),
                arguments(
                        "accounts { A {} }, default_js_domain { A: \"a b\" }",
                        "default_js_domain contains account \"A\" with invalid domain name \"a b\""),
                arguments("default_sentinel: x", "default sentinel requires operators and accounts"),
                arguments("ws { port: -1 }", "websocket requires TLS configuration"),
                arguments(
                        "ws { port: -1, no_tls: true, allowed_origins: [foo] }",
                        "unable to parse allowed origin: parse \"foo\": invalid URI for request"),
                arguments(
                        "ws { port: -1, no_tls: true, allowed_origins: [\"ftp://x\"] }",
                        "unable to parse allowed origin \"ftp://x\": allowed origins must be absolute URLs "
                                + "with http or https scheme"),
                arguments(
                        "ws { port: -1, no_tls: true, allowed_origins: [\"http://\"] }",
                        "unable to parse allowed origin \"http://\": host is required"),
                arguments(
                        "ws { port: -1, no_tls: true, jwt_cookie: a }",
                        "trusted operators or trusted keys configuration is required for JWT authentication "
                                + "via cookie \"a\""),
                arguments(
                        "ws { port: -1, no_tls: true, no_auth_user: a }",
                        "no_auth_user: \"a\" present, but users/nkeys are not defined"),
                arguments(
                        "ws { port: -1, no_tls: true, authorization { user: a } }, authorization { users: [{ "
                                + "user: b }] }",
                        "websocket authentication username not compatible with presence of users/nkeys"),
                arguments(
                        "ws { port: -1, no_tls: true, headers { Host: a } }",
                        "websocket: invalid header \"Host\" not allowed"),
                arguments(
                        "ws { port: -1, no_tls: true, headers { Sec-WebSocket-X: a } }",
                        "websocket: invalid header \"Sec-WebSocket-X\", \"Sec-WebSocket-\" prefix not allowed"),
                arguments("https_port: -1", "Can't start monitoring: TLS cert and key required for HTTPS"),
                arguments(
                        "port: 70000",
                        "Error listening on port: 0.0.0.0:70000, \"listen tcp: address 70000: invalid port\""),
                arguments(
                        "http_port: 99999",
                        "Can't start monitoring: can't listen to the monitor port: listen tcp: address 99999: "
                                + "invalid port"));
    }

    @ParameterizedTest
    @MethodSource("misfits")
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
