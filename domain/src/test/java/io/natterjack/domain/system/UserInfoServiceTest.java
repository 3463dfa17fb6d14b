package io.natterjack.domain.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.broker.TestBroker;
import io.natterjack.domain.broker.TestClient;
import io.natterjack.domain.settings.AccountSettings;
import io.natterjack.domain.settings.AuthorizationSettings;
import io.natterjack.domain.settings.Limits;
import io.natterjack.domain.settings.PermissionSettings;
import io.natterjack.domain.settings.PermissionSettings.Responses;
import io.natterjack.domain.settings.UserSettings;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Clients ask who they are.
final class UserInfoServiceTest {
    private static final String SERVER = "{\"server\":{\"name\":\"test\",\"host\":\"0.0.0.0\",\"id\":\"NID\","
            + "\"ver\":\"2.14.3\",\"jetstream\":false,\"flags\":0,\"seq\":1,\"time\":\"2026-01-01T00:00:00Z\"},";
    private static final String ASK = "SUB in.* 1\r\nPUB $SYS.REQ.USER.INFO in.1 0\r\n\r\n";

    @Test
    void aClientOfAnOpenServerIsNobodyInTheGlobalAccount() {
        TestBroker broker = new TestBroker();
        TestClient client = broker.client();

        client.says(ASK);
        broker.settles();

        assertEquals(
                SERVER + "\"data\":{\"user\":\"\",\"account\":\"$G\",\"account_name\":\"$G\"}}", body(client.hears()));
    }

    @Test
    void aUserIsToldWhatItMayDo() {
        PermissionSettings permissions = new PermissionSettings(
                List.of("foo", "$SYS.REQ.>"), List.of("bar"), List.of("in.*"), List.of(), new Responses(3, 300));
        TestBroker broker = new TestBroker(Limits.DEFAULT, accounts(permissions, "SYS"));
        TestClient client = broker.client("\"user\":\"u\",\"pass\":\"p\",");

        client.says(ASK);
        broker.settles();

        assertEquals(
                SERVER + "\"data\":{\"user\":\"u\",\"account\":\"A\",\"account_name\":\"A\",\"permissions\":{"
                        + "\"publish\":{\"allow\":[\"foo\",\"$SYS.REQ.\\u003e\"],\"deny\":[\"bar\"]},"
                        + "\"subscribe\":{\"allow\":[\"in.*\"]},\"responses\":{\"max\":3,\"ttl\":300}}}}",
                body(client.hears()));
    }

    @Test
    void whoBringsNothingIsToldWhoItIsTakenFor() {
        AuthorizationSettings named = accounts(null, "SYS");
        TestBroker broker = new TestBroker(
                Limits.DEFAULT,
                new AuthorizationSettings(null, null, List.of(), named.accounts(), "u", "SYS", false, null));
        TestClient client = broker.client();

        client.says(ASK);
        broker.settles();

        assertTrue(client.hears().contains("\"data\":{\"user\":\"u\",\"account\":\"A\""));
    }

    @Test
    void otherSubscribersHearTheQuestionUndisturbed() {
        TestBroker broker = new TestBroker();
        TestClient spy = broker.client().says("SUB > 9\r\n");

        broker.client().says(ASK);
        broker.settles();

        String heard = spy.hears();
        assertTrue(heard.startsWith("MSG $SYS.REQ.USER.INFO 9 in.1 0\r\n\r\nMSG in.1 9 "), heard);
    }

    @Test
    void aQuestionWithoutReplySubjectIsNotAnswered() {
        TestBroker broker = new TestBroker();
        TestClient client = broker.client().says("SUB > 1\r\nPUB $SYS.REQ.USER.INFO 0\r\n\r\n");
        broker.settles();

        assertEquals("MSG $SYS.REQ.USER.INFO 1 0\r\n\r\n", client.hears());
    }

    @Test
    void anAccountThatAReloadBringsIsAnsweredToo() {
        TestBroker broker = new TestBroker();
        broker.broker().reload(TestBroker.settings(Limits.DEFAULT, accounts(null, "SYS")));
        TestClient client = broker.client("\"user\":\"u\",\"pass\":\"p\",");

        client.says(ASK);
        broker.settles();

        assertTrue(client.hears().contains("\"account\":\"A\""));
    }

    @Test
    void aServerWithoutSystemAccountDoesNotAnswer() {
        TestBroker broker = new TestBroker(Limits.DEFAULT, accounts(null, null));
        TestClient client = broker.client("\"user\":\"u\",\"pass\":\"p\",");

        client.says(ASK);
        broker.settles();

        assertTrue(client.hears().contains("NATS/1.0 503"));
    }

    private static AuthorizationSettings accounts(@Nullable PermissionSettings permissions, @Nullable String system) {
        UserSettings user = new UserSettings("u", "p", null, permissions, Set.of(), false);
        AccountSettings account = new AccountSettings("A", List.of(user), List.of());
        return new AuthorizationSettings(null, null, List.of(), List.of(account), null, system, false, null);
    }

    /// Of the one message that has been heard.
    private static String body(String heard) {
        assertTrue(heard.startsWith("MSG in.1 1 "), heard);
        return heard.substring(heard.indexOf("\r\n") + 2).strip();
    }
}
