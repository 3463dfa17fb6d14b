package io.natterjack.domain.jetstream.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/// What a JSON text says. Each value also knows how it was written, because some complaints quote it.
sealed interface JsonValue {
    /// Where it was written.
    Written raw();

    /// What the reference calls this kind of value when it is not the one that it expects.
    String kind();

    record Text(String value, Written raw) implements JsonValue {
        @Override
        public String kind() {
            return "string";
        }
    }

    record Numeral(Written raw) implements JsonValue {
        @Override
        public String kind() {
            return "number";
        }
    }

    record Bool(boolean value, Written raw) implements JsonValue {
        @Override
        public String kind() {
            return "bool";
        }
    }

    record Null(Written raw) implements JsonValue {
        @Override
        public String kind() {
            return "null";
        }
    }

    record Array(List<JsonValue> elements, Written raw) implements JsonValue {
        @Override
        public String kind() {
            return "array";
        }
    }

    /// @param members · in order, with those that come twice
    record Obj(List<Member> members, Written raw) implements JsonValue {
        @Override
        public String kind() {
            return "object";
        }
    }

    record Member(String name, JsonValue value) {}

    /// A part of the text that is being read.
    final class Written {
        private final byte[] json;
        private final int from;
        private final int to;

        Written(byte[] json, int from, int to) {
            this.json = json;
            this.from = from;
            this.to = to;
        }

        String text() {
            return new String(json, from, to - from, UTF_8);
        }
    }
}
