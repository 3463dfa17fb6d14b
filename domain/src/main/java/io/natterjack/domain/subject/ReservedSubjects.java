package io.natterjack.domain.subject;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// Subjects that servers keep for themselves. A client that publishes to them, or asks for answers there, is refused.
public final class ReservedSubjects {
    private static final byte[][] SERVERS = prefixes("$NRG.", "_GR_.", "$GR.");
    private static final byte[][] REPLIES = prefixes("_R_.", "$JS.ACK.", "_GR_.", "$GR.");

    private ReservedSubjects() {}

    /// Whether only servers may publish here.
    public static boolean forServers(byte[] subject, int from, int to) {
        return startsWithAny(SERVERS, subject, from, to);
    }

    /// Whether only servers may ask for answers here.
    public static boolean forReplies(byte[] subject, int from, int to) {
        return startsWithAny(REPLIES, subject, from, to);
    }

    private static boolean startsWithAny(byte[][] prefixes, byte[] subject, int from, int to) {
        byte first = from < to ? subject[from] : 0;
        if (first != '$' && first != '_') {
            return false;
        }
        for (byte[] prefix : prefixes) {
            if (to - from >= prefix.length
                    && java.util.Arrays.equals(subject, from, from + prefix.length, prefix, 0, prefix.length)) {
                return true;
            }
        }
        return false;
    }

    private static byte[][] prefixes(String... texts) {
        byte[][] prefixes = new byte[texts.length][];
        for (int i = 0; i < texts.length; i++) {
            prefixes[i] = texts[i].getBytes(ISO_8859_1);
        }
        return prefixes;
    }
}
