package io.natterjack.app.streams;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.api.StreamConfiguration;
import io.natterjack.app.NatsServer;
import io.natterjack.ports.contract.RecordedLog;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server whose files were taken away.
@SuppressWarnings("try") // the client can be interrupted while it closes
final class LostStoreTest {
    @Test
    void endsAllTheSame(@TempDir Path folder) throws Exception {
        RecordedLog log = new RecordedLog();
        Path store = folder.resolve("store");
        NatsServer server = NatsServer.builder().jetStream(store).log(log).start();
        try (Connection nats = Nats.connect(server.clientUrl())) {
            nats.jetStreamManagement()
                    .addStream(StreamConfiguration.builder()
                            .name("S")
                            .subjects("s")
                            .build());
        }
        Files.move(store, folder.resolve("elsewhere"));

        server.close();

        assertTrue(log.says("cannot close the storage"), () -> log.lines().toString());
        assertTrue(log.says("Server Exiting.."), () -> log.lines().toString());
    }
}
