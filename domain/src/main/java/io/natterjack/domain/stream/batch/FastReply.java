package io.natterjack.domain.stream.batch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.stream.message.Publication;
import io.natterjack.domain.text.Digits;
import java.util.Arrays;

/// What the reply subject of a fast batch says: `<prefix>.<id>.<flow>.<ok|fail>.<sequence>.<operation>.$FI`.
///
/// Read from its end. Confined; one is used for message after message.
public final class FastReply {
    private static final byte[] SUFFIX = ".$FI".getBytes(ISO_8859_1);
    private static final byte[] GAP_OK = "ok".getBytes(ISO_8859_1);
    private static final byte[] GAP_FAIL = "fail".getBytes(ISO_8859_1);
    private static final int START = 0;
    private static final int APPEND = 1;
    private static final int COMMIT = 2;
    private static final int COMMIT_AT_END = 3;
    private static final int PING = 4;
    private static final int FLOW_DEFAULT = 10;
    private static final int FLOW_MAX = 65_535;

    private byte[] bytes = {};
    private int tokenFrom;
    private int tokenTo;
    private int idFrom;
    private int idTo;
    private int flow;
    private boolean gapOk;
    private long sequence;
    private long operation;

    /// Whether a reply is meant to be one of these.
    public static boolean marks(Publication message) {
        int from = message.replyTo() - SUFFIX.length;
        return from > message.replyFrom()
                && Arrays.equals(message.reply(), from, message.replyTo(), SUFFIX, 0, SUFFIX.length);
    }

    /// @return false if it makes no sense
    public boolean read(Publication message) {
        bytes = message.reply();
        int start = message.replyFrom();
        tokenFrom = message.replyTo() - SUFFIX.length + 1;
        if (!token(start)) {
            return false;
        }
        operation = Digits.parse(bytes, tokenFrom, tokenTo);
        if (!token(start)) {
            return false;
        }
        sequence = Digits.parse(bytes, tokenFrom, tokenTo);
        if (!token(start)) {
            return false;
        }
        gapOk = tokenIs(GAP_OK);
        boolean gapFails = tokenIs(GAP_FAIL);
        if (!token(start)) {
            return false;
        }
        long wanted = Digits.parse(bytes, tokenFrom, tokenTo);
        flow = wanted <= 0 ? FLOW_DEFAULT : (int) Math.min(wanted, FLOW_MAX);
        if (!token(start)) {
            return false;
        }
        idFrom = tokenFrom;
        idTo = tokenTo;
        return (gapOk || gapFails) && sensible();
    }

    private boolean sensible() {
        if (operation < START || operation > PING || sequence < 1) {
            return false;
        }
        boolean first = sequence == 1;
        return !(operation == START && !first) && !(operation == APPEND && first) && !(first && commitsAtEnd());
    }

    /// Moves to the token before the one it stands at. There has to be something before that.
    private boolean token(int start) {
        tokenTo = tokenFrom - 1;
        int at = tokenTo - 1;
        while (at >= start && bytes[at] != '.') {
            at--;
        }
        tokenFrom = at + 1;
        return at >= start;
    }

    private boolean tokenIs(byte[] text) {
        return Arrays.equals(bytes, tokenFrom, tokenTo, text, 0, text.length);
    }

    /// A copy.
    public String id() {
        return new String(bytes, idFrom, idTo - idFrom, UTF_8);
    }

    /// Whether this is the id.
    public boolean hasId(byte[] id) {
        return Arrays.equals(id, 0, id.length, bytes, idFrom, idTo);
    }

    public int idLength() {
        return idTo - idFrom;
    }

    /// After how many messages the publisher wants to hear something; 1 or more.
    public int flow() {
        return flow;
    }

    /// Whether messages may be missing.
    public boolean gapOk() {
        return gapOk;
    }

    /// 1 or more.
    public long sequence() {
        return sequence;
    }

    public boolean ping() {
        return operation == PING;
    }

    /// Whether the batch ends here.
    public boolean commits() {
        return operation == COMMIT || commitsAtEnd();
    }

    /// Whether the batch has ended with the message before this one, which is not to be stored.
    public boolean commitsAtEnd() {
        return operation == COMMIT_AT_END;
    }
}
