package io.natterjack.domain.routing;

import io.natterjack.domain.wire.MessageHead;
import io.natterjack.ports.session.Connection;
import org.jspecify.annotations.Nullable;

/// One message on its way to its subscribers: a reusable window on borrowed bytes. Confined to one lane.
///
/// The head line differs from subscriber to subscriber only in the sid, and in whether the headers are shown, so each
/// of its two forms is begun when the first subscriber wants it.
public final class Delivery {
    private static final byte[] NO_REPLY = {};

    private final FlushList flushes;
    private final MessageHead plainHead = new MessageHead();
    private final MessageHead headersHead = new MessageHead();
    private boolean plainBegun;
    private boolean headersBegun;

    private byte[] subject = NO_REPLY;
    private int subjectFrom;
    private int subjectTo;
    private byte[] reply = NO_REPLY;
    private int replyFrom;
    private int replyTo;
    private byte[] payload = NO_REPLY;
    private int payloadFrom;
    private int payloadLength;
    private int headerLength;
    private boolean congested;
    private @Nullable Subscriber publisher;
    private long publishedNanos;

    public Delivery(FlushList flushes) {
        this.flushes = flushes;
    }

    /// Starts the next message, which has no reply subject until [#reply], and no publisher until [#from].
    ///
    /// @param headerBytes · length of the header block at the start of the payload; 0 for none
    /// @param length      · of headers and payload; CRLF follows them in the array
    public Delivery message(
            byte[] subjectBytes,
            int subjectStart,
            int subjectEnd,
            byte[] source,
            int from,
            int headerBytes,
            int length) {
        subject = subjectBytes;
        subjectFrom = subjectStart;
        subjectTo = subjectEnd;
        payload = source;
        payloadFrom = from;
        headerLength = headerBytes;
        payloadLength = length;
        replyFrom = 0;
        replyTo = 0;
        plainBegun = false;
        headersBegun = false;
        congested = false;
        publisher = null;
        return this;
    }

    /// @param nanos · when it came in, by the nano clock; the time of the pass of reads will do
    public Delivery from(Subscriber by, long nanos) {
        publisher = by;
        publishedNanos = nanos;
        return this;
    }

    /// Sends the message to another subject. Nothing has been appended yet.
    public void redirect(byte[] bytes, int from, int to) {
        subject = bytes;
        subjectFrom = from;
        subjectTo = to;
    }

    public Delivery reply(byte[] bytes, int from, int to) {
        reply = bytes;
        replyFrom = from;
        replyTo = to;
        return this;
    }

    /// Appends the message to the output of one subscriber's connection, and sees to its flush.
    ///
    /// @param headersWelcome · the subscriber understands headers; else they are left out
    /// @return the answer of [Connection#append]
    public int appendTo(Connection connection, byte[] sid, boolean headersWelcome) {
        int answer = headerLength > 0 && headersWelcome
                ? append(connection, headersHead(), sid, 0)
                : append(connection, plainHead(), sid, headerLength);
        if (answer != 0) {
            if ((answer & Connection.FLUSH_NEEDED) != 0) {
                flushes.add(connection);
            }
            congested |= (answer & Connection.CONGESTED) != 0;
        }
        return answer;
    }

    private int append(Connection connection, MessageHead head, byte[] sid, int skipped) {
        int length = head.complete(sid);
        return connection.append(head.bytes(), length, payload, payloadFrom + skipped, payloadLength - skipped + 2);
    }

    private MessageHead headersHead() {
        if (!headersBegun) {
            headersHead.begin(subject, subjectFrom, subjectTo, reply, replyFrom, replyTo, headerLength, payloadLength);
            headersBegun = true;
        }
        return headersHead;
    }

    private MessageHead plainHead() {
        if (!plainBegun) {
            plainHead.begin(subject, subjectFrom, subjectTo, reply, replyFrom, replyTo, payloadLength - headerLength);
            plainBegun = true;
        }
        return plainHead;
    }

    /// Whether somebody this message went to cannot keep up.
    public boolean congested() {
        return congested;
    }

    /// A subscriber without a connection cannot keep up.
    public void receiverIsCongested() {
        congested = true;
    }

    /// A subscriber has been left the message, and works on it when the pass of reads has ended.
    public void wakeAfterPass(Sleeper sleeper) {
        flushes.add(sleeper);
    }

    /// Who has published the message; null for the server itself.
    public @Nullable Subscriber publisher() {
        return publisher;
    }

    /// When the message came in, by the nano clock. One of the server itself keeps the time of the one before it.
    public long publishedNanos() {
        return publishedNanos;
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

    public boolean hasReply() {
        return replyTo > replyFrom;
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
}
