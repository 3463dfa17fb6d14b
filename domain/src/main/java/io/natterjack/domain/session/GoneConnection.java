package io.natterjack.domain.session;

import io.natterjack.ports.session.CloseReason;
import io.natterjack.ports.session.Connection;
import io.natterjack.ports.session.Traffic;

/// Stands for the connection of a client that has gone, and still knows what went through it.
record GoneConnection(Traffic traffic) implements Connection {
    @Override
    public int append(byte[] head, int headLength, byte[] body, int bodyOffset, int bodyLength) {
        return CLOSED;
    }

    @Override
    public void flush() {}

    @Override
    public void pauseReads() {}

    @Override
    public void resumeReads() {}

    @Override
    public void close(CloseReason reason) {}
}
