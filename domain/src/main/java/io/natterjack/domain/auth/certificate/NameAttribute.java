package io.natterjack.domain.auth.certificate;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One part of a distinguished name: `CN=alice`.
///
/// @param type  · keyword, or a dotted object identifier if there is no keyword for it
/// @param value · null if it is not a text
record NameAttribute(String type, @Nullable String value) {
    static final String DOMAIN_COMPONENT = "DC";

    private static final Map<String, String> KEYWORDS = Map.of(
            "2.5.4.3", "CN",
            "2.5.4.5", "SERIALNUMBER",
            "2.5.4.6", "C",
            "2.5.4.7", "L",
            "2.5.4.8", "ST",
            "2.5.4.9", "STREET",
            "2.5.4.10", "O",
            "2.5.4.11", "OU",
            "2.5.4.17", "POSTALCODE",
            "0.9.2342.19200300.100.1.25", DOMAIN_COMPONENT);

    static NameAttribute ofIdentifier(String identifier, @Nullable String value) {
        return new NameAttribute(KEYWORDS.getOrDefault(identifier, identifier), value);
    }

    /// Whether the type has a keyword and the value is a text.
    boolean known() {
        return value != null && KEYWORDS.containsValue(type);
    }

    boolean is(NameAttribute other) {
        return type.equalsIgnoreCase(other.type) && value != null && value.equals(other.value);
    }
}
