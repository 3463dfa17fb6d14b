package io.natterjack.app.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.StreamConfiguration;
import io.natterjack.app.NatsServer;
import io.natterjack.app.crash.SmallDisk;
import io.natterjack.app.schema.Recording.Document;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a server says to those who watch it when something runs out, as the published schemas want it.
@SuppressWarnings("try") // the client can be interrupted while it closes
final class RareAdvisoriesTest {
    private static final String ADVISORY = "io.nats.jetstream.advisory.v1.";
    private static final String USERS = "accounts { A { jetstream: enabled, users: [ { user: a, password: a } ] },"
            + " $SYS { users: [ { user: s, password: s } ] } }";
    private static final int REQUESTS = 500;
    private static final int MESSAGES_MAX = 5_000;

    @TempDir
    private Path folder;

    private final Recording recording = new Recording();
    private PublishedSchemas schemas;

    @BeforeEach
    void read() throws IOException {
        schemas = PublishedSchemas.read();
    }

    private static Connection connect(NatsServer server, String user) throws IOException, InterruptedException {
        return Nats.connect(Options.builder()
                .server(server.clientUrl())
                .userInfo(user, user)
                .build());
    }

    @Test
    void moreRequestsThanMayWait() throws Exception {
        try (NatsServer server = NatsServer.builder()
                        .config(USERS + ", jetstream { request_queue_limit: 2 }")
                        .jetStream(folder)
                        .start();
                Connection watcher = connect(server, "s");
                Connection nats = connect(server, "a")) {
            recording.hear(watcher);
            for (int count = 0; count < REQUESTS; count++) {
                nats.publish("$JS.API.STREAM.DELETE.NONE", "nobody", null);
            }
            check(ADVISORY + "api_limit_reached");
        }
    }

    @Test
    void aFullDisk() throws Exception {
        Path disk = folder.resolve("disk");
        SmallDisk.mount(disk, 12);
        try (NatsServer server = NatsServer.builder()
                        .config(USERS + ", jetstream { max_file: 1GB }")
                        .jetStream(disk)
                        .start();
                Connection watcher = connect(server, "s");
                Connection nats = connect(server, "a")) {
            recording.hear(watcher);
            nats.jetStreamManagement()
                    .addStream(StreamConfiguration.builder()
                            .name("S")
                            .subjects("s")
                            .build());
            int taken = 0;
            while (taken < MESSAGES_MAX && isTaken(nats)) {
                taken++;
            }
            check(ADVISORY + "server_out_of_space");
        } finally {
            SmallDisk.unmount(disk);
        }
    }

    private static boolean isTaken(Connection nats) throws IOException {
        try {
            nats.jetStream().publish("s", new byte[10_000]);
            return true;
        } catch (JetStreamApiException _) {
            return false;
        }
    }

    private void check(String type) throws InterruptedException {
        assertEquals(Set.of(), recording.missing(Set.of(type)));
        assertTrue(schemas.knows(type), type);
        for (Document document : recording.documents()) {
            if (document.type().equals(type)) {
                assertEquals(List.of(), List.copyOf(schemas.complaints(type, document.content())), document::toString);
            }
        }
    }
}
