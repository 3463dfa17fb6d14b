package io.natterjack.domain.jetstream.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the recorded answers do not show: requests that are read leniently, and texts that are meant to hurt.
class JsonReaderTest {
    private static List<String> names(String json, boolean strict) {
        return JsonReader.read(json.getBytes(UTF_8), "Request", strict, object -> {
            List<String> names = new ArrayList<>();
            for (JsonField field : object) {
                names.add(field.name());
                if (!field.name().equals("known")) {
                    field.unknown();
                }
            }
            return names;
        });
    }

    private static String complaint(String json, boolean strict) {
        return String.valueOf(assertThrows(InvalidJsonException.class, () -> names(json, strict))
                .getMessage());
    }

    @Test
    void unknownFieldsDoNotMatterToALenientServer() {
        assertEquals(List.of("known", "other"), names("{\"known\":1,\"other\":{\"a\":[1,2]}}", false));
        assertEquals("json: unknown field \"other\"", complaint("{\"other\":1,\"more\":2}", true));
    }

    @Test
    void aLenientServerDoesNotSayWhere() {
        assertEquals("invalid character 'x' looking for beginning of value", complaint("{\"a\":x}", false));
        assertEquals("invalid character 'x' looking for beginning of value at offset 6", complaint("{\"a\":x}", true));
        assertEquals("unexpected end of JSON input", complaint("{\"a\":", false));
    }

    @Test
    void deepTextsAreRefused() {
        assertEquals("exceeded max depth", complaint("[".repeat(1 << 20), true));
    }

    private static String complaintAboutWhole(String json) {
        return String.valueOf(assertThrows(
                        InvalidJsonException.class,
                        () -> JsonReader.readWhole(json.getBytes(UTF_8), "Request", object -> ""))
                .getMessage());
    }

    @Test
    void aWholeTextIsOneObjectAndNothingElse() {
        assertEquals("unexpected end of JSON input", complaintAboutWhole(""));
        assertEquals("invalid character '{' after top-level value", complaintAboutWhole("{} {}"));
        assertEquals("invalid character 'a' looking for beginning of value", complaintAboutWhole("abc"));
        assertEquals("json: cannot unmarshal array into Go value of type server.Request", complaintAboutWhole("[1]"));
    }

    @Test
    void whatComesTwiceIsReadTwice() {
        assertEquals(List.of("known", "known"), names("{\"known\":1} {\"KNOWN\":2}", true));
    }
}
