package io.natterjack.domain.auth.certificate;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The subject of a certificate as one line, the way the reference's own library writes it: certain types only, in a
/// fixed order whatever the certificate's. Operators have copied such lines into their configurations.
final class SubjectText {
    /// Each type with whether a certificate may have several of it.
    private static final List<Field> ORDER = List.of(
            new Field("SERIALNUMBER", false),
            new Field("CN", false),
            new Field("POSTALCODE", true),
            new Field("STREET", true),
            new Field("L", true),
            new Field("ST", true),
            new Field("OU", true),
            new Field("O", true),
            new Field("C", true));

    private static final String ALWAYS_ESCAPED = ",+\"\\<>;";

    private final List<NameAttribute> attributes;

    private record Field(String type, boolean several) {}

    /// @param sets · in the order of the certificate
    SubjectText(List<List<NameAttribute>> sets) {
        this.attributes = sets.stream().flatMap(List::stream).toList();
    }

    /// `CN=alice,OU=dev+OU=ops,O=acme`
    String line() {
        return ORDER.stream()
                .map(field -> field(field.type, field.several))
                .filter(field -> !field.isEmpty())
                .collect(Collectors.joining(","));
    }

    /// The line with the domain components behind it, which are otherwise left out.
    ///
    /// @return null if there are none
    @Nullable
    String lineWithDomainComponents() {
        List<String> components = values(NameAttribute.DOMAIN_COMPONENT);
        return components.isEmpty()
                ? null
                : line() + "," + components.stream().map(value -> "DC=" + value).collect(Collectors.joining(","));
    }

    private String field(String type, boolean several) {
        List<String> values = values(type);
        List<String> kept = several || values.isEmpty() ? values : List.of(values.getLast());
        return kept.stream().map(value -> type + "=" + escaped(value)).collect(Collectors.joining("+"));
    }

    private List<String> values(String type) {
        return attributes.stream()
                .filter(attribute -> attribute.type().equals(type))
                .<String>mapMulti((attribute, values) -> {
                    String value = attribute.value();
                    if (value != null) {
                        values.accept(value);
                    }
                })
                .toList();
    }

    private static String escaped(String value) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            boolean edge = at == 0 || at == value.length() - 1;
            if (ALWAYS_ESCAPED.indexOf(c) >= 0 || (c == ' ' && edge) || (c == '#' && at == 0)) {
                text.append('\\');
            }
            text.append(c);
        }
        return text.toString();
    }
}
