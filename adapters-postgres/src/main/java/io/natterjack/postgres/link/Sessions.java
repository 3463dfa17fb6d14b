package io.natterjack.postgres.link;

import io.natterjack.postgres.settings.PostgresSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// What each of our sessions says of itself to PostgreSQL before anything else.
///
/// Roles and databases may have limits of their own for people and reports. They would cut off a large stream that is
/// read, or the session that holds the lock of the schema; our limits are others, and PostgreSQL is told so. It is also
/// told how soon to give up a host that gives no sign of life: nobody else may have its locks until then, and the
/// system's own answer is two hours.
final class Sessions {
    private static final int PROBES = 3;
    private static final long MILLIS_PER_SECOND = 1_000;

    private Sessions() {}

    /// One statement. Versions of PostgreSQL that do not know a parameter go without.
    ///
    /// @param lockTimeout · how long to wait for somebody's lock, with its unit; 0 for as long as it takes
    static String greeting(PostgresSettings settings, String lockTimeout) {
        int seconds = settings.deadAfterSeconds();
        int interval = seconds / (2 * PROBES);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("lock_timeout", lockTimeout);
        parameters.put("statement_timeout", "0");
        parameters.put("transaction_timeout", "0");
        parameters.put("idle_in_transaction_session_timeout", "0");
        parameters.put("idle_session_timeout", "0");
        parameters.put("default_transaction_isolation", "read committed");
        parameters.put("tcp_keepalives_idle", String.valueOf(seconds - PROBES * interval));
        parameters.put("tcp_keepalives_interval", String.valueOf(interval));
        parameters.put("tcp_keepalives_count", String.valueOf(PROBES));
        parameters.put("tcp_user_timeout", String.valueOf(seconds * MILLIS_PER_SECOND));
        String rows = parameters.entrySet().stream()
                .map(one -> "('" + one.getKey() + "', '" + one.getValue() + "')")
                .collect(Collectors.joining(", "));
        return "SELECT set_config(name, wanted, false) FROM (VALUES " + rows + ") AS ours (name, wanted)"
                + " WHERE current_setting(name, true) IS NOT NULL";
    }
}
