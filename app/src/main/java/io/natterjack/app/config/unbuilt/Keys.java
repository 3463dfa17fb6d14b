package io.natterjack.app.config.unbuilt;

import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.entry.ListenAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/// The keys of one block and what may stand behind them, for blocks that are looked at and not used.
///
/// Each key has a path in the table [Unbuilt], made of the block's path and the first of the key's names.
public final class Keys {
    private record Known(String path, Predicate<Entry> check) {}

    private final String path;
    private final Map<String, Known> known = new LinkedHashMap<>();

    /// @param path · of the block, empty for the top level
    public Keys(String path) {
        this.path = path;
    }

    /// Adds a key under all its names.
    ///
    /// @param check · whether the value asks for anything; throws [io.natterjack.app.config.entry.BadValue], or notes
    ///                errors
    public Keys with(Predicate<Entry> check, String... names) {
        Known key = new Known(path.isEmpty() ? names[0] : path + "." + names[0], check);
        for (String name : names) {
            known.put(name, key);
        }
        return this;
    }

    public Keys text(String... names) {
        return with(entry -> !entry.text().isEmpty(), names);
    }

    public Keys number(String... names) {
        return with(entry -> entry.whole() != 0, names);
    }

    public Keys truth(String... names) {
        return with(Entry::truth, names);
    }

    public Keys duration(String... names) {
        return with(entry -> entry.durationNanos(names[0]) != 0, names);
    }

    public Keys address(String... names) {
        return with(entry -> ListenAddress.of(entry).port() != 0, names);
    }

    /// Adds a key with a block behind it.
    public Keys block(Keys keys, String... names) {
        return with(
                entry -> {
                    keys.check(entry);
                    return !entry.block().entries().isEmpty();
                },
                names);
    }

    /// Looks at one entry.
    ///
    /// @return false if the key is not known
    public boolean accept(Entry entry) {
        Known key = known.get(entry.name());
        if (key == null) {
            return false;
        }
        if (key.check.test(entry)) {
            Unbuilt.meet(key.path, entry);
        }
        return true;
    }

    /// Looks at every entry of a block.
    public void check(Entry block) {
        block.each(entry -> {
            if (!accept(entry)) {
                entry.unknown();
            }
        });
    }
}
