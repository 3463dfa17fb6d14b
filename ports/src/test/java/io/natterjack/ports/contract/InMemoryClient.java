package io.natterjack.ports.contract;

import java.io.EOFException;
import java.io.UncheckedIOException;

/// The client's end of an [InMemoryConnection].
final class InMemoryClient implements WireClient {
    private final Pipe toServer;
    private final Pipe fromServer;

    InMemoryClient(Pipe toServer, Pipe fromServer) {
        this.toServer = toServer;
        this.fromServer = fromServer;
    }

    @Override
    public void send(byte[] bytes) {
        toServer.writeFully(bytes);
    }

    @Override
    public byte[] receive(int count) {
        byte[] bytes = new byte[count];
        try {
            fromServer.readFully(bytes);
        } catch (EOFException failed) {
            throw new UncheckedIOException(failed);
        }
        return bytes;
    }

    @Override
    public long receiveToTheEnd() {
        byte[] one = new byte[1];
        long count = 0;
        try {
            while (true) {
                fromServer.readFully(one);
                count++;
            }
        } catch (EOFException _) {
            return count; // The end, which is what was waited for.
        }
    }

    @Override
    public void close() {
        toServer.end();
        fromServer.end();
    }
}
