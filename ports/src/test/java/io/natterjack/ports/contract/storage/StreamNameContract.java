package io.natterjack.ports.contract.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natterjack.ports.contract.storage.fixture.Bench;
import io.natterjack.ports.contract.storage.fixture.Message;
import io.natterjack.ports.contract.storage.fixture.OneStream;
import io.natterjack.ports.contract.storage.fixture.StorageCapability;
import io.natterjack.ports.contract.storage.fixture.StorageFixture;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.StreamOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Names that a file system, a shell or SQL could take for something else.
public interface StreamNameContract extends StorageFixture {
    /// None of them may reach another's place, let alone outside.
    List<StreamKey> HOSTILE = Stream.of(
                    Stream.of(
                            ".",
                            "..",
                            "../x",
                            "../../x",
                            "/x",
                            "x",
                            "X",
                            "x ",
                            "x.",
                            "x/",
                            "\\x",
                            "x:y",
                            "x%2Fy",
                            "x/y",
                            "x_y",
                            "~",
                            "*",
                            "%",
                            "CON",
                            "nul.txt",
                            "-rf",
                            "x\ny",
                            "x\u0001y",
                            "'; DROP TABLE streams; --",
                            "\"x\"",
                            "$G",
                            "ß",
                            "SS",
                            "\u00e9",
                            "e\u0301",
                            "流",
                            "🐸"),
                    Stream.of("n".repeat(255), "n".repeat(256), "n".repeat(1_000), "ü".repeat(255)))
            .flatMap(names -> names)
            .flatMap(name -> Stream.of(new StreamKey(name, "S"), new StreamKey("A", name)))
            .toList();

    /// Pairs that run into each other if account and stream are only joined.
    List<StreamKey> AMBIGUOUS = List.of(
            new StreamKey("a", "b/c"),
            new StreamKey("a/b", "c"),
            new StreamKey("a", "b > c"),
            new StreamKey("a > b", "c"),
            new StreamKey("a", "b_c"),
            new StreamKey("a_b", "c"),
            new StreamKey("a.b", "c"),
            new StreamKey("a", "b.c"));

    @Test
    default void anyNameIsAName(Bench bench) {
        checkThatTheyAreApart(bench, HOSTILE);
    }

    @Test
    default void namesDoNotRunIntoEachOther(Bench bench) {
        checkThatTheyAreApart(bench, AMBIGUOUS);
    }

    @Test
    default void namesThatDifferInCaseAreDifferent(Bench bench) {
        checkThatTheyAreApart(
                bench,
                List.of(
                        new StreamKey("acme", "orders"),
                        new StreamKey("acme", "Orders"),
                        new StreamKey("acme", "ORDERS"),
                        new StreamKey("ACME", "orders"),
                        new StreamKey("Acme", "orders")));
    }

    @Test
    default void aStreamIsDeletedWithoutItsNeighbours(Bench bench) {
        HOSTILE.forEach(key -> bench.create(key, StreamOptions.DEFAULT).close());
        Set<StreamKey> left = new HashSet<>(HOSTILE);
        for (StreamKey key : HOSTILE) {
            bench.storage().delete(key);
            left.remove(key);
            assertEquals(left, new HashSet<>(bench.storage().streams()), () -> "without " + key);
        }
    }

    private static void checkThatTheyAreApart(Bench bench, List<StreamKey> keys) {
        for (StreamKey key : keys) {
            OneStream stream = bench.create(key, StreamOptions.DEFAULT);
            stream.append(signed(key));
            stream.close();
        }
        if (bench.can(StorageCapability.PERSISTENT)) {
            bench.restart();
        }
        assertEquals(Set.copyOf(keys), Set.copyOf(bench.storage().streams()));
        for (StreamKey key : keys) {
            try (OneStream stream = bench.open(key)) {
                assertEquals(1, stream.state().messages(), key::toString);
                assertEquals(signed(key), stream.read(1), key::toString);
                assertEquals("definition of " + key, stream.definition());
            }
        }
    }

    private static Message signed(StreamKey key) {
        return Message.of(1, "name", "of " + key.account().length() + " " + key.hashCode());
    }
}
