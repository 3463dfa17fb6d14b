package io.natterjack.domain.subject;

import java.util.Arrays;

/// A published subject with the places of its tokens. A reusable window: it is laid over one subject after another.
///
/// **Threading.** Confined to one thread. **Ownership.** The bytes are borrowed until the next [#split].
final class TokenizedSubject {
    private byte[] bytes = {};
    private int[] starts = new int[16];
    private int count;
    private int end;

    void split(byte[] subject, int from, int to) {
        bytes = subject;
        end = to;
        count = 0;
        int at = from;
        while (true) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count++] = at;
            at = Subjects.tokenEnd(subject, at, to);
            if (at == to) {
                return;
            }
            at++;
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int count() {
        return count;
    }

    /// The first byte of a token; counted from 0.
    int start(int token) {
        return starts[token];
    }

    /// Behind the last byte of a token.
    int end(int token) {
        return token + 1 < count ? starts[token + 1] - 1 : end;
    }
}
