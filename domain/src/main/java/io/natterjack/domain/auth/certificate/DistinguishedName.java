package io.natterjack.domain.auth.certificate;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A distinguished name as LDAP writes it (RFC 4514): `CN=alice,OU=dev+OU=ops,O=acme`, the innermost part first.
///
/// Types are compared without regard to case, values exactly.
public final class DistinguishedName {
    private final List<List<NameAttribute>> parts;

    private DistinguishedName(List<List<NameAttribute>> parts) {
        this.parts = parts;
    }

    /// @param sets · in the order of a certificate, the outermost first
    /// @return null if there is nothing in it, or an attribute of a type without keyword or of a value that is no text
    static @Nullable DistinguishedName of(List<List<NameAttribute>> sets) {
        List<List<NameAttribute>> parts = sets.stream()
                .filter(set -> !set.isEmpty())
                .map(List::reversed)
                .toList()
                .reversed();
        boolean known = parts.stream().flatMap(List::stream).allMatch(NameAttribute::known);
        return known && !parts.isEmpty() ? new DistinguishedName(parts) : null;
    }

    /// @return null if the text is no distinguished name, or an empty one
    public static @Nullable DistinguishedName parse(String text) {
        try {
            List<List<NameAttribute>> parts = new Parser().parse(text);
            return parts.isEmpty() ? null : new DistinguishedName(parts);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /// Whether the parts are the same, one by one.
    public boolean sameAs(DistinguishedName other) {
        if (parts.size() != other.parts.size()) {
            return false;
        }
        for (int at = 0; at < parts.size(); at++) {
            if (!samePart(parts.get(at), other.parts.get(at))) {
                return false;
            }
        }
        return true;
    }

    /// Whether the parts are the same in whatever order.
    public boolean sameInAnyOrder(DistinguishedName other) {
        List<List<NameAttribute>> left = new ArrayList<>(other.parts);
        for (List<NameAttribute> part : parts) {
            int found = 0;
            while (found < left.size() && !samePart(part, left.get(found))) {
                found++;
            }
            if (found == left.size()) {
                return false;
            }
            left.remove(found);
        }
        return left.isEmpty();
    }

    private static boolean samePart(List<NameAttribute> a, List<NameAttribute> b) {
        return a.size() == b.size() && holdsAll(a, b) && holdsAll(b, a);
    }

    private static boolean holdsAll(List<NameAttribute> some, List<NameAttribute> all) {
        return some.stream().allMatch(one -> all.stream().anyMatch(one::is));
    }

    /// Reads the text byte by byte, because escapes stand for bytes. Throws [IllegalArgumentException].
    private static final class Parser {
        private static final String ESCAPABLE = " \"#+,;<=>\\";

        private final List<List<NameAttribute>> parts = new ArrayList<>();
        private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
        private List<NameAttribute> part = new ArrayList<>();
        private String type = "";
        private int trailingBlanks;

        List<List<NameAttribute>> parse(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            for (int at = 0; at < bytes.length; at++) {
                switch (bytes[at]) {
                    case '\\' -> at = escape(bytes, at + 1);
                    case '=' -> {
                        type = take();
                        require(at + 1 == bytes.length || bytes[at + 1] != '#'); // BER is not read
                    }
                    case '+' -> endAttribute();
                    case ',' -> {
                        endAttribute();
                        parts.add(part);
                        part = new ArrayList<>();
                    }
                    case ' ' -> {
                        if (pending.size() > 0) {
                            pending.write(' ');
                            trailingBlanks++;
                        }
                    }
                    default -> plain(bytes[at]);
                }
            }
            if (pending.size() > 0) {
                endAttribute();
                parts.add(part);
            }
            return parts;
        }

        /// @return the last byte of the escape
        private int escape(byte[] bytes, int at) {
            require(at < bytes.length);
            if (ESCAPABLE.indexOf(bytes[at]) >= 0) {
                plain(bytes[at]);
                return at;
            }
            require(at + 1 < bytes.length);
            plain((byte) ((HexFormat.fromHexDigit(bytes[at]) << 4) | HexFormat.fromHexDigit(bytes[at + 1])));
            return at + 1;
        }

        private void plain(byte b) {
            pending.write(b);
            trailingBlanks = 0;
        }

        private void endAttribute() {
            require(!type.isEmpty());
            part.add(new NameAttribute(type, take()));
            type = "";
        }

        private String take() {
            byte[] bytes = pending.toByteArray();
            String taken = new String(bytes, 0, bytes.length - trailingBlanks, StandardCharsets.UTF_8);
            pending.reset();
            trailingBlanks = 0;
            return taken;
        }

        private static void require(boolean holds) {
            if (!holds) {
                throw new IllegalArgumentException("not a distinguished name");
            }
        }
    }
}
