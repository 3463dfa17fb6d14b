package io.natterjack.domain.jetstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.natterjack.domain.settings.AccountSettings.JetStreamLimits;
import io.natterjack.domain.settings.JetStreamSettings.AssetLimits;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/// Requests and what a nats-server 2.15.1 has answered to them, byte for byte, without times and versions.
///
/// The tables have a line for each request: its subject, its body, the answer. A line that begins with `#` begins a
/// scenario with an account without streams.
class RecordedAnswersTest {
    @TestFactory
    List<DynamicContainer> theAnswersAreTheRecordedOnes() throws IOException {
        AssetLimits server = new AssetLimits(0, 0, 0, 0, 1_000);
        return scenarios("answers.tsv", () -> new RecordedAccount(server, JetStreamLimits.UNLIMITED));
    }

    @TestFactory
    List<DynamicContainer> theAnswersOfALimitedAccountAreTheRecordedOnes() throws IOException {
        AssetLimits server = new AssetLimits(500, 50, 60_000_000_000L, 0, 1_000);
        JetStreamLimits account = new JetStreamLimits(900, 2_500, 3, 2, 300, 550, 1_500, true);
        return scenarios("answers-limited.tsv", () -> new RecordedAccount(server, account));
    }

    private static List<DynamicContainer> scenarios(String table, Supplier<RecordedAccount> fresh) throws IOException {
        List<DynamicContainer> scenarios = new ArrayList<>();
        List<DynamicNode> tests = new ArrayList<>();
        RecordedAccount account = fresh.get();
        for (String line : read(table).split("\n", -1)) {
            String[] cells = line.split("\t", -1);
            if (cells[0].equals("#")) {
                tests = new ArrayList<>();
                account = fresh.get();
                scenarios.add(dynamicContainer(cells[1], tests));
            } else if (cells.length == 3) {
                tests.add(test(account, cells[0], cells[1], cells[2]));
            }
        }
        return scenarios;
    }

    private static DynamicNode test(RecordedAccount account, String subject, String request, String answer) {
        String name = subject + " " + (request.length() > 300 ? request.substring(0, 300) : request);
        return dynamicTest(name, () -> {
            String ours = new String(account.answer(subject, request.getBytes(UTF_8)), UTF_8);
            assertEquals(answer, ours.replaceAll("\"(created|ts)\":\"[^\"]*\"", "\"$1\":\"*\""));
        });
    }

    private static String read(String table) throws IOException {
        try (InputStream in = RecordedAnswersTest.class.getResourceAsStream(table)) {
            assert in != null : table;
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
