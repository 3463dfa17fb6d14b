package io.natterjack.domain.jetstream.json;

import io.natterjack.domain.jetstream.json.JsonValue.Member;
import java.util.Iterator;
import java.util.List;

/// The fields of an object that is being read, in the order in which they were written.
public final class JsonObject implements Iterable<JsonField> {
    private final JsonReader reader;
    private final List<Member> members;
    private final String type;
    private final String prefix;

    /// @param prefix · what stands before the names of its fields in complaints
    JsonObject(JsonReader reader, List<Member> members, String type, String prefix) {
        this.reader = reader;
        this.members = members;
        this.type = type;
        this.prefix = prefix;
    }

    @Override
    public Iterator<JsonField> iterator() {
        Iterator<Member> each = members.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return each.hasNext();
            }

            @Override
            public JsonField next() {
                Member member = each.next();
                return new JsonField(reader, type, prefix, member.name(), member.value());
            }
        };
    }
}
