package io.natterjack.domain.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Brings the text of a CONNECT into the shape that a reader of JSON expects. Clients were written against Go's reader,
/// which takes the names of fields in any case and `null` for an empty message, and wants nothing behind the object.
final class ConnectText {
    private static final byte[] EMPTY = {'{', '}'};

    private final byte[] text;
    private int depth;
    private boolean inString;
    private boolean inName;
    private boolean nameNext;
    private boolean complete;

    private ConnectText(byte[] text) {
        this.text = text;
    }

    /// @return a copy with the names of the outermost fields in lower case; null if something stands behind the object
    static byte @Nullable [] normalized(byte[] bytes, int from, int to) {
        byte[] copy = Arrays.copyOfRange(bytes, from, to);
        return isNull(copy) ? EMPTY : new ConnectText(copy).normalized();
    }

    private static boolean isNull(byte[] text) {
        int from = 0;
        int to = text.length;
        while (from < to && isBlank(text[from])) {
            from++;
        }
        while (to > from && isBlank(text[to - 1])) {
            to--;
        }
        return to - from == 4
                && text[from] == 'n'
                && text[from + 1] == 'u'
                && text[from + 2] == 'l'
                && text[from + 3] == 'l';
    }

    private byte @Nullable [] normalized() {
        for (int i = 0; i < text.length; i++) {
            if (complete && !isBlank(text[i])) {
                return null;
            }
            if (inString) {
                i = insideString(i);
            } else {
                outsideString(text[i]);
            }
        }
        return text;
    }

    /// @return index of the last byte that was looked at
    private int insideString(int at) {
        byte b = text[at];
        if (b == '\\') {
            return at + 1;
        }
        if (b == '"') {
            inString = false;
            inName = false;
        } else if (inName && b >= 'A' && b <= 'Z') {
            text[at] = (byte) (b + ('a' - 'A'));
        }
        return at;
    }

    private void outsideString(byte b) {
        switch (b) {
            case '"' -> {
                inString = true;
                inName = nameNext;
                nameNext = false;
            }
            case '{', '[' -> nameNext = ++depth == 1;
            case '}', ']' -> complete = --depth == 0;
            case ',' -> nameNext = depth == 1;
            default -> {}
        }
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }
}
