package io.natterjack.filestore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.filestore.sim.FaultyDisk;
import io.natterjack.filestore.sim.PowerLoss;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Everything that takes more than one call of the disk, cut short before each of them and behind the last, by a
/// killed process and by a lost power: afterwards a stream is as it was before, or as it is when all is done. If
/// its owner was told so, it is the latter; and it goes on from there.
final class CrashPointsTest {
    /// What a disk keeps of what was not synced is left to chance: so often it is asked at each call.
    private static final int POWER_LOSSES = Integer.getInteger("natterjack.crash.points.losses", 4);

    static List<Operation> operations() {
        return Operation.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void isDoneOrNotBegun(Operation operation) {
        assertTrue(cutShortEverywhere(operation, false) > 0);
    }

    /// Without syncs nothing here can hold. If that went unnoticed, the test above would prove nothing.
    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void restsOnSyncs(Operation operation) {
        assertThrows(AssertionError.class, () -> cutShortEverywhere(operation, true));
    }

    /// @return how many calls of the disk the operation takes
    private static long cutShortEverywhere(Operation operation, boolean syncsLie) {
        FaultyDisk prepared = prepare(operation);
        Map<String, Fleet.Sight> old = look(prepared.copy(0), operation.before());
        FaultyDisk done = prepared.copy(0);
        long calls = run(operation, done, Long.MAX_VALUE, false).calls;
        Map<String, Fleet.Sight> changed = look(done, operation.after());
        for (long call = 0; call <= calls; call++) {
            for (int seed = 0; seed <= POWER_LOSSES; seed++) {
                FaultyDisk disk = prepared.copy(call * 31 + seed);
                disk.syncsLie(syncsLie);
                End end = run(operation, disk, call, seed > 0);
                disk.syncsLie(false);
                String point = operation + ", cut short after call " + call + " of " + calls
                        + (seed > 0 ? " by power loss " + seed : " by a kill");
                check(point, operation, disk, end, old, changed);
            }
        }
        return calls;
    }

    private static FaultyDisk prepare(Operation operation) {
        FaultyDisk disk = new FaultyDisk(1);
        operation.prepare().accept(new Fleet(disk, operation.before()));
        disk.loseAllUnsynced();
        return disk;
    }

    private static Map<String, Fleet.Sight> look(FaultyDisk disk, Map<String, String> options) {
        Fleet fleet = new Fleet(disk, options);
        assertEquals(List.of(), fleet.problems());
        return fleet.look();
    }

    /// How it ended.
    ///
    /// @param calls · so many were made
    /// @param fleet · null if it was not even open
    /// @param whole · whether everything was done
    private record End(long calls, @Nullable Fleet fleet, boolean whole) {
        boolean promised(String name) {
            return whole || (fleet != null && fleet.told(name));
        }
    }

    private static End run(Operation operation, FaultyDisk disk, long calls, boolean power) {
        @Nullable Fleet fleet = null;
        long before = disk.calls();
        try {
            if (!operation.restart()) {
                fleet = new Fleet(disk, operation.before());
                fleet.hands().finish();
                before = disk.calls();
            }
            disk.endAfter(calls, power);
            if (fleet == null) {
                fleet = new Fleet(disk, operation.after());
            }
            operation.act().accept(fleet);
            disk.endAfter(Long.MAX_VALUE, power);
            long made = disk.calls() - before;
            if (power) {
                disk.losePower();
            } else {
                disk.endProcess();
            }
            return new End(made, fleet, true);
        } catch (PowerLoss _) {
            return new End(disk.calls() - before, fleet, false);
        }
    }

    private static void check(
            String point,
            Operation operation,
            FaultyDisk disk,
            End end,
            Map<String, Fleet.Sight> old,
            Map<String, Fleet.Sight> changed) {
        Fleet fleet = new Fleet(disk, operation.after());
        assertEquals(List.of(), fleet.problems(), point);
        Map<String, Fleet.Sight> found = fleet.look();
        Map<String, Fleet.Sight> all = new TreeMap<>(old);
        all.putAll(changed);
        for (String name : all.keySet()) {
            Fleet.Sight seen = found.get(name);
            boolean isNew = Objects.equals(seen, changed.get(name));
            boolean isOld = Objects.equals(seen, old.get(name));
            assertTrue(isNew || isOld, () -> point + ": " + name + " is a mixture: " + seen);
            assertTrue(isNew || !end.promised(name), () -> point + ": " + name + " was told, and lost");
        }
        goOn(point, operation, disk, fleet);
    }

    private static void goOn(String point, Operation operation, FaultyDisk disk, Fleet fleet) {
        for (String name : fleet.names()) {
            fleet.append(name, 1, 10, false);
            fleet.commit(name);
        }
        fleet.keepUp();
        Map<String, Fleet.Sight> expected = fleet.look();
        disk.loseAllUnsynced();
        assertEquals(expected, look(disk, operation.after()), () -> point + ": what comes next is not kept");
    }
}
