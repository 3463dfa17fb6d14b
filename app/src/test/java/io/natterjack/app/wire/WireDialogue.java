package io.natterjack.app.wire;

import io.natterjack.app.wire.WireScript.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Plays one dialogue with a running server.
///
/// [#replay] compares, in the order of the steps; [#record] keeps what clients do and writes down anew what they see.
final class WireDialogue implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;
    /// How long a server under record may be silent before the next step.
    private static final int QUIET_MILLIS = 120;
    private static final char NOBODY = ' ';
    private static final String PING = "PING";

    private final int port;
    private final Map<Character, WireClient> clients = new TreeMap<>();

    WireDialogue(int port) {
        this.port = port;
    }

    /// @return what a server that keeps to the script makes equal to it: the steps as they went
    List<String> replay(List<Step> steps) throws IOException {
        var seen = new ArrayList<String>();
        for (Step step : steps) {
            if (step instanceof Step.Receive || step instanceof Step.Closed) {
                seen.add(observe(step));
                if (!Objects.equals(seen.getLast(), WireScript.written(step))) {
                    return seen; // the rest would only repeat the first difference, after much waiting
                }
            } else {
                act(step);
                seen.add(WireScript.written(step));
            }
        }
        flush(NOBODY);
        for (var entry : clients.entrySet()) {
            String more = entry.getValue().lastWords(PATIENCE_MILLIS);
            if (!more.isEmpty() && !more.equals(PING + "\\r\\n")) {
                seen.add(entry.getKey() + "< " + more);
            }
        }
        return seen;
    }

    /// @return the steps of the clients, and what the server answered to each group of them
    List<Step> record(List<Step> steps) throws IOException {
        var record = new ArrayList<Step>();
        List<Step> deeds = steps.stream()
                .filter(step -> !(step instanceof Step.Receive || step instanceof Step.Closed))
                .toList();
        for (int i = 0; i < deeds.size(); i++) {
            Step deed = deeds.get(i);
            act(deed);
            record.add(deed);
            boolean sameClientSends = i + 1 < deeds.size()
                    && deed instanceof Step.Send
                    && deeds.get(i + 1) instanceof Step.Send
                    && deed.client() == deeds.get(i + 1).client();
            if (!sameClientSends) {
                collect(record);
            }
        }
        return record;
    }

    private void act(Step step) throws IOException {
        flush(step instanceof Step.Send(char client, var _, var _) ? client : NOBODY);
        switch (step) {
            case Step.Open(char client, boolean greeting) -> open(client, greeting);
            case Step.Send(char client, String text, boolean line) ->
                client(client).send(line ? text + "\\r\\n" : text);
            case Step.Close(char client) -> {
                client(client).close();
                clients.remove(client);
            }
            case Step.Await(char client, int millis) -> client(client).awaitBytes(millis);
            case Step.Receive _, Step.Closed _ -> throw new IllegalArgumentException("seen, not done: " + step);
        }
    }

    /// Writes out what clients sent, unless the next thing is that this one sends more.
    private void flush(char exempt) throws IOException {
        for (var entry : clients.entrySet()) {
            if (entry.getKey() != exempt) {
                entry.getValue().flush();
            }
        }
    }

    private String observe(Step expected) throws IOException {
        flush(NOBODY);
        WireClient client = client(expected.client());
        @Nullable String line = client.readLine(PATIENCE_MILLIS);
        if (PING.equals(line) && !(expected instanceof Step.Receive(var _, String text) && text.equals(PING))) {
            line = client.readLine(PATIENCE_MILLIS); // on a busy machine a dialogue may last until the first PING
        }
        if (line != null) {
            return WireScript.written(new Step.Receive(expected.client(), line));
        }
        return expected.client() + (client.hasEnded() ? "! closed" : "! silent");
    }

    private void collect(List<Step> record) throws IOException {
        flush(NOBODY);
        for (var entry : clients.entrySet()) {
            char name = entry.getKey();
            WireClient client = entry.getValue();
            boolean wasOpen = !client.hasEnded();
            for (String line = client.readLine(QUIET_MILLIS); line != null; line = client.readLine(QUIET_MILLIS)) {
                record.add(new Step.Receive(name, line));
            }
            if (wasOpen && client.hasEnded()) {
                record.add(new Step.Closed(name));
            }
        }
    }

    private WireClient client(char name) throws IOException {
        WireClient known = clients.get(name);
        return known != null ? known : open(name, false);
    }

    private WireClient open(char name, boolean greeting) throws IOException {
        var client = new WireClient(port);
        clients.put(name, client);
        if (!greeting && client.readLine(PATIENCE_MILLIS) == null) {
            throw new IOException("no greeting for " + name);
        }
        return client;
    }

    @Override
    public void close() throws IOException {
        for (WireClient client : clients.values()) {
            client.close();
        }
    }
}
