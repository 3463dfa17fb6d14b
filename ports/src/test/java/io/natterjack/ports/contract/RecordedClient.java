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
import org.jspecify.annotations.Nullable;

/// Writes down everything a transport says about one client.
///
/// Bytes are overwritten in the transport's own array after they were copied: an array that is lent twice, or read
/// again by the transport, shows as garbage.
public final class RecordedClient implements ConnectionHandler {
    private Arrival arrival;
    private final Connection connection;
    private final LaneExecutor executor;
    private final RecordingGateway.RecordingLane lane;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final List<CloseReason> ends = new ArrayList<>();
    private final List<String> defects = new ArrayList<>();
    private final List<String> handshakeFailures = new ArrayList<>();
    private @Nullable TlsIdentity secured;
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
        secured = identity;
    }

    @Override
    public synchronized void onHandshakeFailed(String why) {
        check("a failed handshake");
        handshakeFailures.add(why);
    }

    @Override
    public synchronized void onForwarded(String remoteHost, int remotePort) {
        check("an origin");
        arrival = arrival.forwardedFrom(remoteHost, remotePort);
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

    public synchronized Arrival arrival() {
        return arrival;
    }

    public Connection connection() {
        return connection;
    }

    public LaneExecutor executor() {
        return executor;
    }

    public synchronized String received() {
        return received.toString(StandardCharsets.ISO_8859_1);
    }

    public synchronized int receivedBytes() {
        return received.size();
    }

    public synchronized List<CloseReason> ends() {
        return List.copyOf(ends);
    }

    public synchronized List<String> defects() {
        return List.copyOf(defects);
    }

    /// What a handshake after the greeting has established; null before.
    public synchronized @Nullable TlsIdentity secured() {
        return secured;
    }

    public synchronized List<String> handshakeFailures() {
        return List.copyOf(handshakeFailures);
    }

    public synchronized int drains() {
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
