package io.natterjack.domain.jetstream;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.broker.TestBroker;
import io.natterjack.domain.broker.TestClient;
import org.junit.jupiter.api.Test;

/// A stream asks for one of several storages in its metadata.
final class ChosenStorageTest {
    private final TestBroker broker = TestBroker.withStreams("tables");
    private final TestClient client = broker.client();

    private String asks(String method, String metadata, String more) {
        String body = "{\"name\":\"S\",\"subjects\":[\"s.>\"]" + more + ",\"metadata\":{" + metadata + "}}";
        client.says("SUB _R 9\r\nPUB $JS.API.STREAM." + method + ".S _R " + body.length() + "\r\n" + body
                + "\r\nUNSUB 9 1\r\n");
        broker.settles();
        return client.hears();
    }

    private static String chosen(String storage) {
        return "\"natterjack.storage\":\"" + storage + "\"";
    }

    private static void expect(String part, String answer) {
        assertTrue(answer.contains(part), answer);
    }

    @Test
    void aStreamThatAsksForAStorageSaysSo() {
        expect(chosen("tables"), asks("CREATE", chosen("tables"), ""));
    }

    @Test
    void aNameThatNobodyHasIsRefusedWithTheChoices() {
        String answer = asks("CREATE", chosen("cupboard"), "");
        expect("no storage named 'cupboard' for natterjack.storage: this server has file, tables", answer);
        expect("\"err_code\":10052", answer);
    }

    @Test
    void aStreamInMemoryIsNotKeptElsewhere() {
        expect("is not kept in 'tables'", asks("CREATE", chosen("tables"), ",\"storage\":\"memory\""));
        expect(chosen("memory"), asks("CREATE", chosen("memory"), ",\"storage\":\"memory\""));
    }

    @Test
    void aStreamStaysWhereItIs() {
        asks("CREATE", chosen("tables"), "");
        expect("the stream is kept in 'tables'", asks("UPDATE", chosen("file"), ""));
        expect("the stream is kept in 'tables'", asks("UPDATE", chosen("cupboard"), ""));
        String kept = asks("UPDATE", "\"team\":\"a\"", ",\"max_msgs\":5");
        expect(chosen("tables"), kept);
        expect("\"team\":\"a\"", kept);
        expect("\"max_msgs\":5", kept);
    }

    @Test
    void aStreamMaySayWhereItIsAnyway() {
        assertFalse(asks("CREATE", "", "").contains("natterjack.storage"));
        expect(chosen("file"), asks("UPDATE", chosen("file"), ""));
        expect("the stream is kept in 'file'", asks("UPDATE", chosen("tables"), ""));
    }

    @Test
    void aStreamIsDeletedWhereItIs() {
        asks("CREATE", chosen("tables"), "");
        client.says("SUB _R 9\r\nPUB $JS.API.STREAM.DELETE.S _R 0\r\n\r\nUNSUB 9 1\r\n");
        broker.settles();
        expect("\"success\":true", client.hears());
        expect(chosen("file"), asks("CREATE", chosen("file"), ""));
    }
}
