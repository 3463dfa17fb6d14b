package io.natterjack.app.config.options;

import org.jspecify.annotations.Nullable;

/// Files for others to read.
///
/// @param pidFile      · null for none
/// @param portsFileDir · folder of the ports file; null for none
public record FileOptions(
        @Nullable String pidFile, @Nullable String portsFileDir) {}
