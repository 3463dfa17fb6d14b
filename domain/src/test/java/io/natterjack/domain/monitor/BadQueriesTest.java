package io.natterjack.domain.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.ports.monitor.MonitorReply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What cannot be understood is answered in the words of the reference, and nothing that is asked makes a page fail.
final class BadQueriesTest {
    private final MonitoredBroker monitored = new MonitoredBroker();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/connz?sort=foo|invalid sorting option: foo",
                "/connz?sort=stop|sort by stop only valid on closed connections",
                "/connz?sort=reason&state=open|sort by reason only valid on closed connections",
                "/connz?state=x|Error decoding state for x",
                "/connz?auth=maybe|Error decoding boolean for 'auth': strconv.ParseBool: parsing \"maybe\":"
                        + " invalid syntax",
                "/connz?limit=99999999999999999999|"
                        + "Error decoding int for 'limit': strconv.Atoi: parsing \"99999999999999999999\":"
                        + " value out of range",
                "/connz?offset=1.5|Error decoding int for 'offset': strconv.Atoi: parsing \"1.5\": invalid syntax",
                "/connz?cid=-1|Error decoding uint64 for 'cid': strconv.ParseUint: parsing \"-1\": invalid syntax",
                "/subsz?test=foo.*|invalid test subject, must be valid publish subject: foo.*",
                "/subsz?subs=detail|Error decoding boolean for 'subs': strconv.ParseBool: parsing \"detail\":"
                        + " invalid syntax",
                "/accountz?acc=nope|Account nope does not exist",
                "/leafz?subs=x|Error decoding boolean for 'subs': strconv.ParseBool: parsing \"x\": invalid syntax",
                "/gatewayz?accs=x|Error decoding boolean for 'accs': strconv.ParseBool: parsing \"x\": invalid syntax",
                "/routez?subs=x|Error decoding boolean for 'subs': strconv.ParseBool: parsing \"x\": invalid syntax",
                "/accstatz?unused=x|Error decoding boolean for 'unused': strconv.ParseBool: parsing \"x\":"
                        + " invalid syntax",
                "/healthz?details=x|Error decoding boolean for 'details': strconv.ParseBool: parsing \"x\":"
                        + " invalid syntax",
                "/varz?callback=alert(1)//|invalid callback"
            })
    void isAnsweredInTheWordsOfTheReference(String target, String text) {
        assertEquals(new MonitorReply(400, "text/plain; charset=utf-8", text), monitored.get(target));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/connz", "/connz?state=any", "/connz?state=closed", "/subsz?subs=1"})
    void extremeNumbersAreNotTooMuch(String page) {
        monitored.client("a", "").says("SUB a 1\r\nSUB b 2\r\n");
        monitored.client("a", "").says("SUB c 3\r\n").leaves();
        List<String> numbers = List.of("-9223372036854775808", "-1", "0", "1", "2147483648", "9223372036854775807");
        String joint = page.contains("?") ? "&" : "?";

        for (String offset : numbers) {
            for (String limit : numbers) {
                String target = page + joint + "offset=" + offset + "&limit=" + limit + "&cid=18446744073709551615";
                assertEquals(200, monitored.get(target).status(), target);
                String withoutCid = page + joint + "offset=" + offset + "&limit=" + limit;
                assertEquals(200, monitored.get(withoutCid).status(), withoutCid);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nope", "/varz/", "//varz", "/VARZ", "/connz/../varz", ""})
    void unknownPagesAreNotFound(String path) {
        assertEquals(new MonitorReply(404, "text/plain; charset=utf-8", "404 page not found\n"), monitored.get(path));
    }

    @Test
    void theBasePathStandsInFrontOfEveryPage() {
        monitored.movesTo("/base");

        assertEquals(200, monitored.get("/base/varz").status());
        assertEquals(200, monitored.get("/base").status());
        assertEquals(404, monitored.get("/base/").status());
        assertEquals(404, monitored.get("/varz").status());
        assertTrue(monitored.get("/base").body().contains("href=\"./base/varz\""));
    }
}
