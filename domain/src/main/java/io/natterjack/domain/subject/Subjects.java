package io.natterjack.domain.subject;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The syntax of subjects, and the three questions that are asked about two of them.
///
/// A subject is a list of tokens with dots between them. In a *filter* the token `*` stands for any one token, and `>`
/// as the last token for one or more. No token is empty; a blank, tab, line feed, form feed or carriage return is
/// allowed nowhere. Every other byte is part of a token, as in the reference: also a zero, and `*` and `>` among other
/// bytes.
///
/// The questions [#matches], [#subsetOf] and [#overlap] expect filters that are [#valid]. A range is given by its first
/// byte, inclusive, and its end, exclusive. Nothing allocates unless it is handed a String.
public final class Subjects {
    private static final byte DOT = '.';
    private static final byte ANY = '*';
    private static final byte TAIL = '>';

    private Subjects() {}

    /// A subject as it goes over the wire.
    public static byte[] bytes(String subject) {
        return subject.getBytes(StandardCharsets.UTF_8);
    }

    /// Whether a client may subscribe to these bytes.
    public static boolean valid(byte[] subject, int from, int to) {
        int token = from;
        boolean ended = false;
        for (int at = from; at <= to; at++) {
            if (at == to || subject[at] == DOT) {
                if (at == token || ended) {
                    return false;
                }
                ended = is(TAIL, subject, token, at);
                token = at + 1;
            } else if (blank(subject[at])) {
                return false;
            }
        }
        return true;
    }

    public static boolean valid(String subject) {
        byte[] bytes = bytes(subject);
        return valid(bytes, 0, bytes.length);
    }

    /// Whether there is no wildcard in it. Does not look at anything else.
    public static boolean literal(byte[] subject, int from, int to) {
        for (int at = from; at < to; at++) {
            byte b = subject[at];
            if ((b == ANY || b == TAIL)
                    && (at == from || subject[at - 1] == DOT)
                    && (at + 1 == to || subject[at + 1] == DOT)) {
                return false;
            }
        }
        return true;
    }

    public static boolean literal(String subject) {
        byte[] bytes = bytes(subject);
        return literal(bytes, 0, bytes.length);
    }

    /// Whether a pedantic client may publish to these bytes: valid, and without a wildcard.
    public static boolean publishable(byte[] subject, int from, int to) {
        return valid(subject, from, to) && literal(subject, from, to);
    }

    /// How many tokens there are, empty ones included; 0 only for an empty range.
    public static int tokenCount(byte[] subject, int from, int to) {
        if (from == to) {
            return 0;
        }
        int count = 1;
        for (int at = from; at < to; at++) {
            if (subject[at] == DOT) {
                count++;
            }
        }
        return count;
    }

    public static int tokenCount(String subject) {
        byte[] bytes = bytes(subject);
        return tokenCount(bytes, 0, bytes.length);
    }

    /// Whether a message published to a subject belongs to a filter. Wildcards in the published subject are taken as
    /// the tokens they look like; one with an empty token belongs to no filter.
    public static boolean matches(
            byte[] filter, int filterFrom, int filterTo, byte[] published, int publishedFrom, int publishedTo) {
        return covers(filter, filterFrom, filterTo, published, publishedFrom, publishedTo, false);
    }

    public static boolean matches(String filter, String published) {
        byte[] f = bytes(filter);
        byte[] p = bytes(published);
        return matches(f, 0, f.length, p, 0, p.length);
    }

    /// Whether everything that belongs to filter `a` also belongs to filter `b`.
    public static boolean subsetOf(byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo) {
        return covers(b, bFrom, bTo, a, aFrom, aTo, true);
    }

    public static boolean subsetOf(String a, String b) {
        byte[] x = bytes(a);
        byte[] y = bytes(b);
        return subsetOf(x, 0, x.length, y, 0, y.length);
    }

    /// Whether there is a subject that belongs to both filters.
    public static boolean overlap(byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo) {
        int atA = aFrom;
        int atB = bFrom;
        while (true) {
            int endA = tokenEnd(a, atA, aTo);
            int endB = tokenEnd(b, atB, bTo);
            if (endA == atA || endB == atB) {
                return false;
            }
            if (is(TAIL, a, atA, endA) || is(TAIL, b, atB, endB)) {
                return true;
            }
            boolean may = is(ANY, a, atA, endA) || is(ANY, b, atB, endB) || Arrays.equals(a, atA, endA, b, atB, endB);
            if (!may || endA == aTo || endB == bTo) {
                return may && endA == aTo && endB == bTo;
            }
            atA = endA + 1;
            atB = endB + 1;
        }
    }

    public static boolean overlap(String a, String b) {
        byte[] x = bytes(a);
        byte[] y = bytes(b);
        return overlap(x, 0, x.length, y, 0, y.length);
    }

    /// @param wild · whether wildcards in the inner subject mean what they mean in a filter
    private static boolean covers(
            byte[] outer, int outerFrom, int outerTo, byte[] inner, int innerFrom, int innerTo, boolean wild) {
        int atOuter = outerFrom;
        int atInner = innerFrom;
        while (true) {
            int endOuter = tokenEnd(outer, atOuter, outerTo);
            int endInner = tokenEnd(inner, atInner, innerTo);
            if (endInner == atInner) {
                return false;
            }
            if (is(TAIL, outer, atOuter, endOuter)) {
                return noEmptyToken(inner, endInner, innerTo);
            }
            boolean covered = is(ANY, outer, atOuter, endOuter)
                    ? !wild || !is(TAIL, inner, atInner, endInner)
                    : Arrays.equals(outer, atOuter, endOuter, inner, atInner, endInner)
                            && !(wild && is(TAIL, inner, atInner, endInner));
            if (!covered || endOuter == outerTo || endInner == innerTo) {
                return covered && endOuter == outerTo && endInner == innerTo;
            }
            atOuter = endOuter + 1;
            atInner = endInner + 1;
        }
    }

    /// @param from · the end of a token
    private static boolean noEmptyToken(byte[] subject, int from, int to) {
        for (int at = from; at < to; at++) {
            if (subject[at] == DOT && (at + 1 == to || subject[at + 1] == DOT)) {
                return false;
            }
        }
        return true;
    }

    static int tokenEnd(byte[] subject, int from, int to) {
        int at = from;
        while (at < to && subject[at] != DOT) {
            at++;
        }
        return at;
    }

    private static boolean is(byte wildcard, byte[] subject, int from, int to) {
        return to - from == 1 && subject[from] == wildcard;
    }

    private static boolean blank(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r' || b == '\f';
    }
}
