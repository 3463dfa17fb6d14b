package io.natterjack.domain.jetstream;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.broker.TestBroker;
import io.natterjack.domain.broker.TestClient;
import io.natterjack.domain.settings.AccountSettings;
import io.natterjack.domain.settings.AccountSettings.JetStreamAllowance;
import io.natterjack.domain.settings.AuthorizationSettings;
import io.natterjack.domain.settings.BrokerSettings;
import io.natterjack.domain.settings.JetStreamSettings;
import io.natterjack.domain.settings.UserSettings;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the server has room for is shared by its accounts, whatever each of them may have.
final class ServerLimitsTest {
    private static final long BYTES_MAX = 10_000;
    private static final String NO_STORAGE =
            "\"err_code\":10047,\"description\":\"insufficient storage resources available\"";
    private static final String NO_MEMORY =
            "\"err_code\":10028,\"description\":\"insufficient memory resources available\"";
    private static final String FULL = "\"err_code\":10023,\"description\":\"insufficient resources\"";

    private final TestBroker broker = TestBroker.withStreams();
    private TestClient ann = broker.arrival();
    private TestClient bob = broker.arrival();

    @BeforeEach
    void twoAccountsShareTheServer() {
        limit(BYTES_MAX);
        ann = broker.client("\"user\":\"ann\",\"pass\":\"p\",");
        bob = broker.client("\"user\":\"bob\",\"pass\":\"p\",");
    }

    private void limit(long bytesMax) {
        BrokerSettings settings = broker.broker().settings();
        JetStreamSettings before = requireNonNull(settings.jetStream());
        JetStreamSettings changed = new JetStreamSettings(
                before.store(),
                bytesMax,
                bytesMax,
                before.domain(),
                before.strict(),
                before.uniqueTag(),
                before.limits(),
                before.batches(),
                before.queues());
        AuthorizationSettings accounts = new AuthorizationSettings(
                null, null, List.of(), List.of(account("A", "ann"), account("B", "bob")), null, "$SYS", false, null);
        broker.broker()
                .reload(new BrokerSettings(
                        settings.identity(),
                        settings.limits(),
                        accounts,
                        settings.tracing(),
                        settings.clients(),
                        settings.webClients(),
                        changed));
        broker.settles();
    }

    private static AccountSettings account(String name, String user) {
        return new AccountSettings(
                name,
                List.of(new UserSettings(user, "p", null, null, Set.of(), false)),
                List.of(),
                -1,
                -1,
                -1,
                -1,
                JetStreamAllowance.UNLIMITED);
    }

    private String asks(TestClient client, String subject, String body) {
        client.says("SUB _R 9\r\nPUB " + subject + " _R " + body.length() + "\r\n" + body + "\r\nUNSUB 9 1\r\n");
        broker.settles();
        return client.hears();
    }

    private String creates(TestClient client, String name, String storage, long bytesMax) {
        return asks(client, "$JS.API.STREAM.CREATE." + name, config(name, storage, bytesMax));
    }

    private static String config(String name, String storage, long bytesMax) {
        return "{\"name\":\"" + name + "\",\"subjects\":[\"" + name + "\"],\"storage\":\"" + storage
                + "\",\"max_bytes\":" + bytesMax + "}";
    }

    private static void assertSays(String expected, String answer) {
        assertTrue(answer.contains(expected), answer);
    }

    @Test
    void whatOneAccountReservesIsNotThereForAnother() {
        assertSays("\"did_create\":true", creates(ann, "S", "file", 6_000));

        assertSays(NO_STORAGE, creates(bob, "S", "file", 6_000));
        assertSays("\"did_create\":true", creates(bob, "S", "file", 4_000));
        assertSays(NO_STORAGE, creates(ann, "ONE", "file", 1));
    }

    @Test
    void memoryIsCountedByItself() {
        assertSays("\"did_create\":true", creates(ann, "F", "file", 9_000));
        assertSays("\"did_create\":true", creates(ann, "M", "memory", 9_000));

        assertSays(NO_MEMORY, creates(bob, "M", "memory", 2_000));
    }

    @Test
    void aStreamCannotGrowIntoWhatAnotherAccountReserves() {
        creates(ann, "S", "file", 6_000);
        creates(bob, "S", "file", 1_000);

        assertSays(NO_STORAGE, asks(bob, "$JS.API.STREAM.UPDATE.S", config("S", "file", 5_000)));
        assertSays("\"max_bytes\":4000", asks(bob, "$JS.API.STREAM.UPDATE.S", config("S", "file", 4_000)));
    }

    @Test
    void whatIsGivenBackIsThereForTheOther() {
        creates(ann, "S", "file", 8_000);
        asks(ann, "$JS.API.STREAM.UPDATE.S", config("S", "file", 2_000));
        assertSays("\"did_create\":true", creates(bob, "S", "file", 8_000));

        asks(ann, "$JS.API.STREAM.DELETE.S", "");
        assertSays("\"max_bytes\":10000", asks(bob, "$JS.API.STREAM.UPDATE.S", config("S", "file", 10_000)));
    }

    @Test
    void theServerIsFullWhenItsAccountsHaveFilledItTogether() {
        creates(ann, "S", "memory", -1);
        creates(bob, "S", "memory", -1);
        assertSays("\"seq\":1", asks(ann, "S", "x".repeat(6_000)));

        assertSays(FULL, asks(bob, "S", "x".repeat(6_000)));
        assertSays("\"seq\":1", asks(bob, "S", "x".repeat(3_000)));

        asks(ann, "$JS.API.STREAM.PURGE.S", "");
        assertSays("\"seq\":2", asks(bob, "S", "x".repeat(6_000)));
    }

    @Test
    void aStreamThatTakesTheNameOfAnotherTakesNothingElseOver() {
        creates(ann, "S", "memory", -1);
        String config = config("S", "memory", -1);

        ann.says("PUB S 5\r\nhello\r\nPUB $JS.API.STREAM.DELETE.S _R 0\r\n\r\nPUB $JS.API.STREAM.CREATE.S _R "
                + config.length() + "\r\n" + config + "\r\n");
        broker.settles();

        assertSays("{\"memory\":0,", asks(ann, "$JS.API.INFO", "").replaceFirst("\"type\":\"[^\"]*\",", ""));
    }

    @Test
    void anotherLimitHoldsForAllOfThemAtOnce() {
        creates(ann, "S", "file", 6_000);
        assertSays(NO_STORAGE, creates(bob, "S", "file", 6_000));

        limit(2 * BYTES_MAX);

        assertSays("\"did_create\":true", creates(bob, "S", "file", 6_000));
    }
}
