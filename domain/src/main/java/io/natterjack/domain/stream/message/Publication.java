package io.natterjack.domain.stream.message;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A window on one message that is published: subject, reply, and a payload that starts with its header block.
///
/// **Threading.** Confined. **Ownership.** All bytes are borrowed: whoever sets them keeps them as they are until
/// the call that the window is handed to has returned. The window itself is reused for message after message.
public final class Publication {
    private static final byte[] NONE = {};

    private byte[] subject = NONE;
    private int subjectFrom;
    private int subjectTo;
    private byte[] reply = NONE;
    private int replyFrom;
    private int replyTo;
    private byte[] payload = NONE;
    private int payloadFrom;
    private int headerLength;
    private int payloadLength;

    /// Starts a message; it has no reply and no payload yet.
    public Publication to(byte[] bytes, int from, int end) {
        subject = bytes;
        subjectFrom = from;
        subjectTo = end;
        reply(NONE, 0, 0);
        return payload(NONE, 0, 0, 0);
    }

    /// Starts a message; it has no reply and no payload yet.
    public Publication to(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return to(bytes, 0, bytes.length);
    }

    /// Who wants an answer; an empty range for nobody.
    public Publication reply(byte[] bytes, int from, int end) {
        reply = bytes;
        replyFrom = from;
        replyTo = end;
        return this;
    }

    /// @param headerBytes · length of the header block at the start; 0 for none
    /// @param length      · of headers and body together
    public Publication payload(byte[] bytes, int from, int headerBytes, int length) {
        payload = bytes;
        payloadFrom = from;
        headerLength = headerBytes;
        payloadLength = length;
        return this;
    }

    /// A payload without headers.
    public Publication body(byte[] bytes) {
        return payload(bytes, 0, 0, bytes.length);
    }

    public byte[] subject() {
        return subject;
    }

    public int subjectFrom() {
        return subjectFrom;
    }

    public int subjectTo() {
        return subjectTo;
    }

    public int subjectLength() {
        return subjectTo - subjectFrom;
    }

    /// A copy, as text.
    public String subjectText() {
        return new String(subject, subjectFrom, subjectTo - subjectFrom, UTF_8);
    }

    public byte[] reply() {
        return reply;
    }

    public int replyFrom() {
        return replyFrom;
    }

    public int replyTo() {
        return replyTo;
    }

    /// Whether somebody wants an answer.
    public boolean hasReply() {
        return replyTo > replyFrom;
    }

    /// Headers, then body.
    public byte[] payload() {
        return payload;
    }

    public int payloadFrom() {
        return payloadFrom;
    }

    public int headerLength() {
        return headerLength;
    }

    /// Headers included.
    public int payloadLength() {
        return payloadLength;
    }

    public int bodyFrom() {
        return payloadFrom + headerLength;
    }

    public int bodyLength() {
        return payloadLength - headerLength;
    }
}
