package io.natterjack.domain.auth.certificate;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the DER form of a distinguished name: a sequence of sets of attributes (X.501). The names of the JDK drop the
/// order inside a set and the text of attributes they have no keyword for.
///
/// Expects what the JDK has already accepted as a name.
final class DerName {
    private final byte[] bytes;
    private int at;

    private DerName(byte[] bytes) {
        this.bytes = bytes;
    }

    /// @return the sets in the order of the certificate, each with its attributes in order
    static List<List<NameAttribute>> read(byte[] encoded) {
        DerName reader = new DerName(encoded);
        List<List<NameAttribute>> sets = new ArrayList<>();
        int end = reader.enter();
        while (reader.at < end) {
            sets.add(reader.set());
        }
        return sets;
    }

    private List<NameAttribute> set() {
        List<NameAttribute> attributes = new ArrayList<>();
        int end = enter();
        while (at < end) {
            enter();
            int identifierEnd = enter();
            String identifier = identifier(identifierEnd);
            at = identifierEnd;
            int tag = bytes[at];
            int valueEnd = enter();
            Charset charset = charset(tag);
            String value = charset == null ? null : new String(bytes, at, valueEnd - at, charset);
            attributes.add(NameAttribute.ofIdentifier(identifier, value));
            at = valueEnd;
        }
        return attributes;
    }

    /// Steps over the tag and the length of an element, to its content.
    ///
    /// @return the end of the content
    private int enter() {
        at++;
        int length = bytes[at++] & 0xff;
        if (length >= 0x80) {
            int digits = length & 0x7f;
            length = 0;
            for (; digits > 0; digits--) {
                length = (length << 8) | (bytes[at++] & 0xff);
            }
        }
        return at + length;
    }

    /// The first byte holds two numbers, `40 * first + second`; the others seven bits each.
    private String identifier(int end) {
        StringBuilder text = new StringBuilder();
        long number = 0;
        for (int next = at; next < end; next++) {
            number = (number << 7) | (bytes[next] & 0x7f);
            if ((bytes[next] & 0x80) != 0) {
                continue;
            }
            if (text.isEmpty()) {
                long first = Math.min(number / 40, 2);
                text.append(first).append('.').append(number - 40 * first);
            } else {
                text.append('.').append(number);
            }
            number = 0;
        }
        return text.toString();
    }

    /// @return null if the tag is not that of a text
    private static @Nullable Charset charset(int tag) {
        return switch (tag) {
            case 0x0c -> StandardCharsets.UTF_8; // UTF8String
            case 0x12, 0x13, 0x16 -> StandardCharsets.US_ASCII; // NumericString, PrintableString, IA5String
            case 0x14 -> StandardCharsets.ISO_8859_1; // T61String, as everybody reads it
            case 0x1e -> StandardCharsets.UTF_16BE; // BMPString
            default -> null;
        };
    }
}
