package io.natterjack.domain.wire.inbound;

/// One published message inside the array it arrived in: a reusable window, valid during the call that passes it.
///
/// `PUB subject [reply] size` or `HPUB subject [reply] headerSize totalSize`, then the payload and CRLF.
public final class PublishFrame {
    private byte[] bytes = {};
    private int subjectFrom;
    private int subjectTo;
    private int replyFrom;
    private int replyTo;
    private boolean withHeaders;
    private int headerLength;
    private int payloadFrom;
    private int payloadLength;

    void line(byte[] source, int subjectStart, int subjectEnd, int replyStart, int replyEnd) {
        bytes = source;
        subjectFrom = subjectStart;
        subjectTo = subjectEnd;
        replyFrom = replyStart;
        replyTo = replyEnd;
    }

    void sizes(boolean headers, int headerBytes, int totalBytes, int payloadStart) {
        withHeaders = headers;
        headerLength = headerBytes;
        payloadLength = totalBytes;
        payloadFrom = payloadStart;
    }

    /// The array that holds everything below.
    public byte[] bytes() {
        return bytes;
    }

    public int subjectFrom() {
        return subjectFrom;
    }

    public int subjectTo() {
        return subjectTo;
    }

    public boolean hasReply() {
        return replyTo > replyFrom;
    }

    public int replyFrom() {
        return replyFrom;
    }

    public int replyTo() {
        return replyTo;
    }

    /// Whether the client used HPUB, even with an empty header block.
    public boolean withHeaders() {
        return withHeaders;
    }

    /// Length of the header block at the start of the payload; 0 for none.
    public int headerLength() {
        return headerLength;
    }

    public int payloadFrom() {
        return payloadFrom;
    }

    /// Headers included, the CRLF behind it not.
    public int payloadLength() {
        return payloadLength;
    }
}
