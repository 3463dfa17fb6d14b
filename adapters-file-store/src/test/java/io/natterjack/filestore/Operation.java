package io.natterjack.filestore;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.StreamOptions;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Something that is done to streams by more than one call of the disk.
///
/// @param name    · what it is
/// @param before  · the configuration until then
/// @param after   · the configuration from then on
/// @param prepare · what has happened before, and is safe
/// @param restart · whether opening the storage is part of it; otherwise that comes first
/// @param act     · the operation
record Operation(
        String name,
        Map<String, String> before,
        Map<String, String> after,
        Consumer<Fleet> prepare,
        boolean restart,
        Consumer<Fleet> act) {
    private static final List<String> MANY = List.of("S0", "S1", "S2", "S3");
    private static final Map<String, String> OLD_KEY = Map.of("cipher", "aes", "key", "old");
    private static final Map<String, String> NEW_KEY = Map.of("cipher", "aes", "key", "new", "prev_key", "old");

    static List<Operation> all() {
        return List.of(
                running("purge", fleet -> {
                    fleet.stream("S0").log().removeThrough(200);
                    settle(fleet);
                }),
                running("purge up to a sequence", fleet -> {
                    fleet.stream("S0").log().removeThrough(123);
                    settle(fleet);
                }),
                running("removal", fleet -> {
                    fleet.stream("S0").log().remove(42, false);
                    settle(fleet);
                }),
                running("erasure", fleet -> {
                    fleet.stream("S0").log().remove(42, true);
                    settle(fleet);
                }),
                running("rotation of segments", fleet -> {
                    fleet.append("S0", 200, 40, true);
                    settle(fleet);
                }),
                running("compaction", fleet -> fleet.keepUp(), Operation::thinOut),
                running("merger of small neighbours", fleet -> fleet.keepUp(), Operation::thinOutMore),
                running("compression", fleet -> compress(fleet, true), Operation::fill),
                running("end of compression", fleet -> compress(fleet, false), Operation::fillCompressed),
                running(
                        "erasure of what is compressed",
                        fleet -> {
                            fleet.stream("S0").log().remove(42, true);
                            settle(fleet);
                        },
                        Operation::fillCompressed),
                running("snapshot of a consumer", fleet -> {
                    byte[] state = "later state".getBytes(UTF_8);
                    fleet.stream("S0").consumers().save("pull", state, 0, state.length);
                    settle(fleet);
                    fleet.close();
                }),
                running(
                        "change of the definition",
                        fleet -> fleet.stream("S0")
                                .redefine(
                                        new StreamOptions(Durability.DISK, true, 1),
                                        "second definition".getBytes(UTF_8))),
                running("creation", fleet -> fleet.create("S1", StreamOptions.DEFAULT)),
                running("deletion", fleet -> fleet.delete("S0")),
                running(
                        "round of the journal",
                        fleet -> {
                            MANY.forEach(name -> fleet.append(name, 10, 100, true));
                            MANY.forEach(fleet::commit);
                            fleet.keepUp();
                        },
                        Operation::useJournal),
                restarting("recovery", Map.of(), Map.of(), Operation::leaveHalf),
                restarting("replay of the journal", Map.of(), Map.of(), Operation::useJournal),
                restarting("rotation of the key", OLD_KEY, NEW_KEY, Operation::fill),
                restarting("encryption of what was there", Map.of(), OLD_KEY, Operation::fill),
                restarting("encryption of what was compressed", Map.of(), OLD_KEY, Operation::fillCompressed));
    }

    private static Operation running(String name, Consumer<Fleet> act) {
        return running(name, act, Operation::fill);
    }

    private static Operation running(String name, Consumer<Fleet> act, Consumer<Fleet> prepare) {
        return new Operation(name, Map.of(), Map.of(), prepare, false, act);
    }

    private static Operation restarting(
            String name, Map<String, String> before, Map<String, String> after, Consumer<Fleet> prepare) {
        return new Operation(name, before, after, prepare, true, Fleet::close);
    }

    private static void settle(Fleet fleet) {
        fleet.commit("S0");
        fleet.keepUp();
    }

    /// Some full segments and a bit.
    private static void fill(Fleet fleet) {
        fill(fleet, StreamOptions.DEFAULT);
    }

    private static void fillCompressed(Fleet fleet) {
        fill(fleet, new StreamOptions(Durability.DISK, true, 1));
    }

    private static void fill(Fleet fleet, StreamOptions options) {
        fleet.create("S0", options);
        fleet.stream("S0").consumers().define("pull", "consumer".getBytes(UTF_8));
        fleet.stream("S0").consumers().save("pull", "state".getBytes(UTF_8), 0, 5);
        fleet.append("S0", 200, 40, false);
        settle(fleet);
    }

    /// Takes most messages away, and leaves it to others to tidy up.
    private static void thinOut(Fleet fleet) {
        fill(fleet);
        for (int sequence = 1; sequence <= 200; sequence++) {
            if (sequence % 5 > 0) {
                fleet.stream("S0").log().remove(sequence, false);
            }
        }
        fleet.commit("S0");
        fleet.hands().commit();
    }

    /// Leaves very little in every segment.
    private static void thinOutMore(Fleet fleet) {
        fill(fleet);
        for (int sequence = 1; sequence <= 200; sequence++) {
            if (sequence % 50 != 7) {
                fleet.stream("S0").log().remove(sequence, false);
            }
        }
        fleet.commit("S0");
        fleet.hands().commit();
    }

    private static void compress(Fleet fleet, boolean wanted) {
        fleet.stream("S0").redefine(new StreamOptions(Durability.DISK, wanted, 1), "first definition".getBytes(UTF_8));
        fleet.keepUp();
    }

    /// Leaves a log whose end was never committed.
    private static void leaveHalf(Fleet fleet) {
        fill(fleet);
        fleet.append("S0", 120, 40, false);
        fleet.stream("S0").log().remove(17, true);
        fleet.commit("S0");
        fleet.hands().commit();
        fleet.append("S0", 3, 5000, true);
    }

    /// Leaves what many streams have committed in the journal, and nowhere else for sure.
    private static void useJournal(Fleet fleet) {
        MANY.forEach(name -> fleet.create(name, StreamOptions.DEFAULT));
        for (int i = 0; i < 3; i++) {
            MANY.forEach(name -> fleet.append(name, 3, 100, true));
            MANY.forEach(fleet::commit);
            fleet.hands().finish();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
