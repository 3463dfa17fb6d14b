package io.natterjack.domain.stream.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.stream.message.HeaderWriter;
import io.natterjack.domain.stream.message.MessageHeader;
import io.natterjack.domain.stream.message.MessageHeaders;
import io.natterjack.domain.stream.message.Publication;
import java.util.Arrays;

/// A message on its way into a stream, as it will be stored.
///
/// It starts as a window on what was published. Checks may change its headers or body, which then are copies of
/// its own, and leave here what has to be done once it is stored.
///
/// **Threading.** Confined; one is used for message after message. **Ownership.** What was not changed is borrowed.
public final class Draft {
    private static final byte[] NONE = {};

    private final MessageHeaders headers = new MessageHeaders();
    private byte[] subject = NONE;
    private int subjectFrom;
    private int subjectTo;
    private byte[] payload = NONE;
    private int payloadFrom;
    private int headerLength;
    private int payloadLength;
    private boolean copied;
    private long ttlSeconds;
    private long scheduleDueNanos;
    private Rollup rollup = Rollup.NONE;
    private String counter = "";

    /// Starts with what was published.
    ///
    /// @param trusted · it comes from the server itself or from another stream: what publishers may not do is not asked
    public Draft take(Publication message, boolean trusted) {
        copied = trusted;
        ttlSeconds = 0;
        scheduleDueNanos = 0;
        rollup = Rollup.NONE;
        counter = "";
        subject(message.subject(), message.subjectFrom(), message.subjectTo());
        payload(message.payload(), message.payloadFrom(), message.headerLength(), message.payloadLength());
        return this;
    }

    /// Gives it another subject.
    public void subject(byte[] bytes, int from, int to) {
        subject = bytes;
        subjectFrom = from;
        subjectTo = to;
    }

    /// Makes its subject a copy of its own.
    public void ownSubject() {
        byte[] own = Arrays.copyOfRange(subject, subjectFrom, subjectTo);
        subject(own, 0, own.length);
    }

    /// Gives it other headers, and the body that is written behind them. Copies what was written.
    public void replace(HeaderWriter written) {
        payload(Arrays.copyOf(written.bytes(), written.length()), 0, written.headerLength(), written.length());
    }

    private void payload(byte[] bytes, int from, int headerBytes, int length) {
        payload = bytes;
        payloadFrom = from;
        headerLength = headerBytes;
        payloadLength = length;
        headers.read(bytes, from, headerBytes);
    }

    /// Removes headers by their exact names.
    public void without(HeaderWriter writer, MessageHeader header) {
        replace(writer.startWithout(payload, payloadFrom, headerLength, header.text() + ":")
                .end()
                .body(payload, bodyFrom(), bodyLength()));
    }

    /// Adds a header behind the others.
    public void with(HeaderWriter writer, MessageHeader header, String value) {
        replace(writer.start(payload, payloadFrom, headerLength)
                .add(header.text(), value)
                .end()
                .body(payload, bodyFrom(), bodyLength()));
    }

    public MessageHeaders headers() {
        return headers;
    }

    /// Whether it comes from the server itself or from another stream.
    public boolean trusted() {
        return copied;
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

    /// Whether this is its subject.
    public boolean hasSubject(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return Arrays.equals(bytes, 0, bytes.length, subject, subjectFrom, subjectTo);
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

    public int payloadLength() {
        return payloadLength;
    }

    public int bodyFrom() {
        return payloadFrom + headerLength;
    }

    public int bodyLength() {
        return payloadLength - headerLength;
    }

    /// How long it lives; as [io.natterjack.domain.stream.expiry.MessageTtl] says it.
    public long ttlSeconds() {
        return ttlSeconds;
    }

    public void ttlSeconds(long seconds) {
        ttlSeconds = seconds;
    }

    /// When what it asks for is due for the first time; 0 if it is no schedule.
    public long scheduleDueNanos() {
        return scheduleDueNanos;
    }

    public void scheduleDueNanos(long nanos) {
        scheduleDueNanos = nanos;
    }

    public Rollup rollup() {
        return rollup;
    }

    public void rollup(Rollup what) {
        rollup = what;
    }

    /// The new value of the counter that it changes; empty if it changes none.
    public String counter() {
        return counter;
    }

    public void counter(String value) {
        counter = value;
    }
}
