package io.natterjack.filestore.sim;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A folder: what is in it, and what is certain to be in it after the power was lost.
final class FaultyFolder {
    private final Map<String, Object> now = new TreeMap<>();
    private final Map<String, Object> safe = new TreeMap<>();

    @Nullable
    FaultyFolder folder(String name) {
        return now.get(name) instanceof FaultyFolder folder ? folder : null;
    }

    @Nullable
    FaultyFile file(String name) {
        return now.get(name) instanceof FaultyFile file ? file : null;
    }

    List<String> names() {
        return List.copyOf(now.keySet());
    }

    void put(String name, Object node) {
        now.put(name, node);
    }

    @Nullable
    Object remove(String name) {
        return now.remove(name);
    }

    void sync() {
        safe.clear();
        safe.putAll(now);
    }

    /// @param random · says what survives of what was not synced; null if nothing does
    FaultyFolder afterPowerLoss(@Nullable SplittableRandom random) {
        FaultyFolder left = new FaultyFolder();
        TreeSet<String> names = new TreeSet<>(now.keySet());
        names.addAll(safe.keySet());
        boolean allNew = random != null && random.nextBoolean();
        for (String name : names) {
            boolean kept = allNew || (random != null && random.nextBoolean());
            Object node = kept ? now.get(name) : safe.get(name);
            if (node instanceof FaultyFolder folder) {
                left.put(name, folder.afterPowerLoss(random));
            } else if (node instanceof FaultyFile file) {
                left.put(name, file.afterPowerLoss(random));
            }
        }
        left.sync();
        return left;
    }

    FaultyFolder copy() {
        FaultyFolder copy = new FaultyFolder();
        now.forEach((name, node) -> {
            if (node instanceof FaultyFolder folder) {
                copy.put(name, folder.copy());
            } else if (node instanceof FaultyFile file) {
                copy.put(name, file.duplicate());
            }
        });
        copy.sync();
        return copy;
    }

    List<Path> files(Path at) {
        List<Path> files = new ArrayList<>();
        now.forEach((name, node) -> {
            if (node instanceof FaultyFolder folder) {
                files.addAll(folder.files(at.resolve(name)));
            } else {
                files.add(at.resolve(name));
            }
        });
        return files;
    }

    long usedBytes() {
        long used = 0;
        for (Object node : now.values()) {
            used += node instanceof FaultyFolder folder ? folder.usedBytes() : ((FaultyFile) node).size();
        }
        return used;
    }
}
