package io.natterjack.domain.jetstream.json;

import java.util.List;

/// What a JSON text says. Each value also knows how it was written, because some complaints quote it.
sealed interface JsonValue {
    /// As it was written.
    String raw();

    /// What the reference calls this kind of value when it is not the one that it expects.
    String kind();

    record Text(String value, String raw) implements JsonValue {
        @Override
        public String kind() {
            return "string";
        }
    }

    record Numeral(String raw) implements JsonValue {
        @Override
        public String kind() {
            return "number";
        }
    }

    record Bool(boolean value, String raw) implements JsonValue {
        @Override
        public String kind() {
            return "bool";
        }
    }

    record Null(String raw) implements JsonValue {
        @Override
        public String kind() {
            return "null";
        }
    }

    record Array(List<JsonValue> elements, String raw) implements JsonValue {
        @Override
        public String kind() {
            return "array";
        }
    }

    /// @param members · in order, with those that come twice
    record Obj(List<Member> members, String raw) implements JsonValue {
        @Override
        public String kind() {
            return "object";
        }
    }

    record Member(String name, JsonValue value) {}
}
