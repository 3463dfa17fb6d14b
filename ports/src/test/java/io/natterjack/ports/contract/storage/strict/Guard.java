package io.natterjack.ports.contract.storage.strict;

import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.StoredMessage;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Watches over the calls on one stream.
final class Guard {
    private static final int ROOM = 3;
    private static final byte SPOILT = (byte) 0xDD;

    private final StreamKey key;
    private final AtomicReference<@Nullable Thread> inside = new AtomicReference<>();
    private final StoredMessage window = new StoredMessage();
    private byte[] lentSubject = {};
    private byte[] lentPayload = {};
    private boolean unitOpen;
    private boolean closed;

    Guard(StreamKey key) {
        this.key = key;
    }

    /// A call after which the window is as it was.
    void glance(Runnable call) {
        checkOpen();
        call.run();
    }

    /// A call that changes nothing. It may come from within another of the same thread.
    <T extends @Nullable Object> T read(Supplier<T> call) {
        checkOpen();
        Thread caller = Thread.currentThread();
        Thread other = inside.compareAndExchange(null, caller);
        if (caller.equals(other)) {
            return call.get();
        }
        return outermost(other, call);
    }

    private void checkOpen() {
        if (closed) {
            throw new AssertionError(key + " was read after it had been closed");
        }
    }

    /// A call that changes something, but not an append.
    <T extends @Nullable Object> T write(Supplier<T> call) {
        if (unitOpen) {
            throw new AssertionError("something else than an append is in the middle of a unit of " + key);
        }
        return change(call);
    }

    void append(boolean more, Runnable call) {
        change(() -> {
            call.run();
            unitOpen = more;
            return 0;
        });
    }

    private <T extends @Nullable Object> T change(Supplier<T> call) {
        Thread other = inside.compareAndExchange(null, Thread.currentThread());
        if (Thread.currentThread().equals(other)) {
            throw new AssertionError(key + " is written to from within another call");
        }
        return outermost(other, call);
    }

    private <T extends @Nullable Object> T outermost(@Nullable Thread other, Supplier<T> call) {
        if (other != null) {
            throw new AssertionError(key + " is used by " + other + " and " + Thread.currentThread());
        }
        try {
            Arrays.fill(lentSubject, SPOILT);
            Arrays.fill(lentPayload, SPOILT);
            return call.get();
        } finally {
            inside.set(null);
        }
    }

    void close(Runnable call) {
        change(() -> {
            call.run();
            closed = true;
            return 0;
        });
    }

    /// The window that the storage fills, before [#lend] shows it to the caller.
    StoredMessage window() {
        return window;
    }

    /// Shows a caller what is in the window until the next call.
    void lend(StoredMessage into) {
        int payloadEnd = window.payloadFrom() + window.payloadLength();
        lentSubject = surrounded(window.subject(), window.subjectFrom(), window.subjectTo());
        lentPayload = surrounded(window.payload(), window.payloadFrom(), payloadEnd);
        into.at(window.sequence(), window.timeNanos(), window.flags())
                .subject(lentSubject, ROOM, lentSubject.length - ROOM)
                .payload(lentPayload, ROOM, window.headerLength(), window.payloadLength());
    }

    /// A copy in the middle of bytes that belong to nobody.
    static byte[] surrounded(byte[] bytes, int from, int to) {
        byte[] copy = new byte[to - from + 2 * ROOM];
        Arrays.fill(copy, SPOILT);
        System.arraycopy(bytes, from, copy, ROOM, to - from);
        return copy;
    }

    /// Shows bytes for the length of a call.
    static boolean shown(byte[] bytes, int from, int to, BytesVisitor visitor) {
        byte[] lent = surrounded(bytes, from, to);
        boolean more = visitor.visit(lent, ROOM, lent.length - ROOM);
        Arrays.fill(lent, SPOILT);
        return more;
    }

    /// Takes some bytes.
    @FunctionalInterface
    interface BytesVisitor {
        boolean visit(byte[] bytes, int from, int to);
    }
}
