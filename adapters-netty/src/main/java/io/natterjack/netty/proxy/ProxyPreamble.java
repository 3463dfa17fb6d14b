package io.natterjack.netty.proxy;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads the preamble that a proxy may send before the first byte of the client, in version 1 (a line of text) or
/// version 2 (binary), however it is cut into pieces.
///
/// A connection that begins with neither is one without a proxy: nothing is consumed. At most 107 bytes are kept.
public final class ProxyPreamble {
    private static final byte[] TEXT_START = "PROXY ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BINARY_START = {'\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n'};
    private static final int START_BYTES = 6;
    private static final int LINE_BYTES_MAX = 107;
    private static final int BINARY_HEADER_BYTES = 16;

    private final byte[] seen = new byte[LINE_BYTES_MAX];
    private int length;
    private int toSkip;
    private ProxyVerdict afterSkip = ProxyVerdict.NO_ADDRESS;

    /// Consumes bytes up to the end of the preamble and not one more.
    ///
    /// @return what is known by now
    public ProxyVerdict read(ByteBuf bytes) {
        while (length < START_BYTES && bytes.isReadable()) {
            seen[length++] = bytes.readByte();
        }
        if (length < START_BYTES) {
            return ProxyVerdict.INCOMPLETE;
        }
        if (Arrays.equals(seen, 0, START_BYTES, TEXT_START, 0, START_BYTES)) {
            return readLine(bytes);
        }
        if (Arrays.equals(seen, 0, START_BYTES, BINARY_START, 0, START_BYTES)) {
            return readBinary(bytes);
        }
        return new ProxyVerdict.Absent(Arrays.copyOf(seen, length));
    }

    private ProxyVerdict readLine(ByteBuf bytes) {
        while (bytes.isReadable()) {
            if (length == LINE_BYTES_MAX) {
                return new ProxyVerdict.Invalid("invalid PROXY protocol header: v1 line too long");
            }
            byte next = bytes.readByte();
            seen[length++] = next;
            if (next == '\n' && seen[length - 2] == '\r') {
                int end = length - 2;
                return TextPreamble.parse(
                        new String(seen, START_BYTES, end - START_BYTES, StandardCharsets.ISO_8859_1));
            }
        }
        return ProxyVerdict.INCOMPLETE;
    }

    private ProxyVerdict readBinary(ByteBuf bytes) {
        if (toSkip == 0 && !fill(bytes, BINARY_HEADER_BYTES)) {
            return ProxyVerdict.INCOMPLETE;
        }
        if (toSkip == 0) {
            if (!Arrays.equals(seen, 0, BINARY_START.length, BINARY_START, 0, BINARY_START.length)) {
                return new ProxyVerdict.Invalid("invalid PROXY protocol header: invalid signature");
            }
            int addressBytes = BinaryPreamble.addressBytes(seen);
            int extraBytes = BinaryPreamble.declaredBytes(seen) - addressBytes;
            if (extraBytes < 0) {
                return BinaryPreamble.tooShort(seen);
            }
            if (!fill(bytes, BINARY_HEADER_BYTES + addressBytes)) {
                return ProxyVerdict.INCOMPLETE;
            }
            afterSkip = BinaryPreamble.parse(seen);
            if (afterSkip instanceof ProxyVerdict.Invalid || extraBytes == 0) {
                return afterSkip;
            }
            toSkip = extraBytes;
        }
        int skipped = Math.min(toSkip, bytes.readableBytes());
        bytes.skipBytes(skipped);
        toSkip -= skipped;
        return toSkip == 0 ? afterSkip : ProxyVerdict.INCOMPLETE;
    }

    private boolean fill(ByteBuf bytes, int target) {
        int count = Math.min(Math.max(0, target - length), bytes.readableBytes());
        bytes.readBytes(seen, length, count);
        length += count;
        return length >= target;
    }
}
