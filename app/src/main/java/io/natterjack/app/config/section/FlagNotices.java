package io.natterjack.app.config.section;

import io.natterjack.app.config.entry.Findings;
import io.natterjack.app.config.options.FlagValues;
import io.natterjack.app.config.syntax.ConfigException;
import io.natterjack.app.config.unbuilt.Unbuilt;

/// Looks at flags whose feature does not exist yet.
final class FlagNotices {
    private FlagNotices() {}

    /// @throws ConfigException if they do not fit together
    static void find(FlagValues flags, Findings findings) {
        String routes = flags.text("routes");
        String listen = flags.text("cluster_listen");
        if (routes != null && !routes.isEmpty() && (listen == null || listen.isEmpty())) {
            throw new ConfigException("solicited routes require cluster capabilities, e.g. --cluster");
        }
        if (listen != null && !listen.isEmpty()) {
            ignored("--cluster", "cluster", findings);
        }
        flags.ifNumber("profile", port -> {
            if (port != 0) {
                ignored("--profile", "prof_port", findings);
            }
        });
    }

    private static void ignored(String flag, String path, Findings findings) {
        Unbuilt.Row row = Unbuilt.row(path);
        if (row != null) {
            findings.ignored(flag + ": " + Unbuilt.warning(row));
        }
    }
}
