package io.natterjack.ports.contract;

import io.natterjack.ports.run.LaneExecutor;
import io.natterjack.ports.session.Arrival;
import io.natterjack.ports.session.CloseReason;
import io.natterjack.ports.session.Connection;
import io.natterjack.ports.session.ConnectionHandler;
import io.natterjack.ports.session.TlsIdentity;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Writes down everything a transport says about one client.
///
/// Bytes are overwritten in the transport's own array after they were copied: an array that is lent twice, or read
/// again by the transport, shows as garbage.
final class RecordedClient implements ConnectionHandler {
    private final Arrival arrival;
    private final Connection connection;
    private final LaneExecutor executor;
    private final RecordingGateway.RecordingLane lane;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final List<CloseReason> ends = new ArrayList<>();
    private final List<String> defects = new ArrayList<>();
    private int drains;

    RecordedClient(Arrival arrival, Connection connection, LaneExecutor executor, RecordingGateway.RecordingLane lane) {
        this.arrival = arrival;
        this.connection = connection;
        this.executor = executor;
        this.lane = lane;
    }

    @Override
    public synchronized void onBytes(byte[] bytes, int from, int to) {
        check("bytes");
        received.write(bytes, from, to - from);
        Arrays.fill(bytes, from, to, (byte) '#');
    }

    @Override
    public synchronized void onSecured(TlsIdentity identity) {
        check("a handshake");
    }

    @Override
    public synchronized void onDrained() {
        check("a drain");
        drains++;
    }

    @Override
    public synchronized void onClosed(CloseReason reason) {
        check("an end");
        ends.add(reason);
    }

    /// Appends as a session on the lane does: the lane flushes when the pass ends.
    void appendOnLane(byte[] bytes) {
        lane.append(connection, bytes);
    }

    Arrival arrival() {
        return arrival;
    }

    Connection connection() {
        return connection;
    }

    LaneExecutor executor() {
        return executor;
    }

    synchronized String received() {
        return received.toString(StandardCharsets.ISO_8859_1);
    }

    synchronized int receivedBytes() {
        return received.size();
    }

    synchronized List<CloseReason> ends() {
        return List.copyOf(ends);
    }

    synchronized List<String> defects() {
        return List.copyOf(defects);
    }

    synchronized int drains() {
        return drains;
    }

    private void check(String what) {
        if (!ends.isEmpty()) {
            defects.add(what + " after the end");
        }
        try {
            lane.checkThread();
        } catch (AssertionError wrongThread) {
            defects.add(what + ": " + wrongThread.getMessage());
        }
    }
}
