package io.natterjack.domain.subject;

import io.natterjack.domain.text.Digits;
import java.util.Arrays;

/// Where a transform leaves its result. A lane keeps one and uses it for every message; after the longest subject has
/// been through it, nothing is allocated any more.
///
/// **Threading.** Confined to one thread. **Ownership.** The bytes are good until the next transform.
public final class MappedSubject {
    private final TokenizedSubject source = new TokenizedSubject();
    private byte[] bytes = new byte[256];
    private int length;

    /// Starts at index 0.
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /// The subject that is being transformed.
    TokenizedSubject source() {
        return source;
    }

    void clear() {
        length = 0;
    }

    void append(byte b) {
        ensure(1);
        bytes[length++] = b;
    }

    void append(byte[] from, int start, int end) {
        ensure(end - start);
        System.arraycopy(from, start, bytes, length, end - start);
        length += end - start;
    }

    /// In decimal.
    ///
    /// @param number · 0 or more
    void append(long number) {
        ensure(Digits.LENGTH_MAX);
        length = Digits.write(number, bytes, length);
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
