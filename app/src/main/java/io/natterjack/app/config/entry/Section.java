package io.natterjack.app.config.entry;

import io.natterjack.app.config.options.FlagValues;

/// The reader of some top-level keys. It sees one configuration, and then says what it holds.
public interface Section {
    /// Takes an entry if its key is one of this section's.
    ///
    /// @return false for another section's key
    /// @throws BadValue if the key cannot take the value
    boolean accept(Entry entry);

    /// Uses what was given on the command line in place of what was read.
    default void override(FlagValues flags) {}
}
