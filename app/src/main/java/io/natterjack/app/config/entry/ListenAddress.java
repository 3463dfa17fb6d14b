package io.natterjack.app.config.entry;

import io.natterjack.app.config.syntax.Value;
import io.natterjack.domain.text.GoQuoted;

/// Host and port of a `listen` key.
///
/// @param host · empty for every interface
/// @param port · as written, whether or not it is one
public record ListenAddress(String host, int port) {
    /// A port, or `host:port`.
    ///
    /// @throws BadValue if the value is neither
    public static ListenAddress of(Entry entry) {
        return switch (entry.value()) {
            case Value.Whole _ -> new ListenAddress("", entry.number());
            case Value.Text text -> parse(entry, text.text());
            default -> throw entry.bad("expected port or host:port, got " + entry.typeName());
        };
    }

    private static ListenAddress parse(Entry entry, String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String bare = bracketed ? host.substring(1, host.length() - 1) : host;
        if (colon < 0 || bare.indexOf('[') >= 0 || bare.indexOf(']') >= 0 || (!bracketed && bare.indexOf(':') >= 0)) {
            throw entry.bad("could not parse address string " + GoQuoted.text(text));
        }
        String port = text.substring(colon + 1);
        try {
            return new ListenAddress(bare, Integer.parseInt(port));
        } catch (NumberFormatException _) {
            throw entry.bad("could not parse port " + GoQuoted.text(port));
        }
    }
}
