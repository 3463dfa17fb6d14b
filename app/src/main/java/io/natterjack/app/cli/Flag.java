package io.natterjack.app.cli;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One flag of the command line.
///
/// @param kind  · what its value is
/// @param names · all of them; the first is the one it is known by inside
record Flag(Kind kind, List<String> names) {
    enum Kind {
        TEXT,
        NUMBER,
        TRUTH
    }

    private static final List<Flag> ALL = List.of(
            text("addr", "a", "net"),
            number("port", "p"),
            text("server_name", "n", "name"),
            text("pid", "P"),
            number("http_port", "m"),
            number("https_port", "ms"),
            text("config", "c"),
            truth("t"),
            text("signal", "sl"),
            text("client_advertise"),
            text("ports_file_dir"),
            text("log", "l"),
            number("log_size_limit"),
            truth("logtime", "T"),
            truth("logtime_utc"),
            truth("syslog", "s"),
            text("remote_syslog", "r"),
            truth("debug", "D"),
            truth("trace", "V"),
            truth("VV"),
            truth("DV"),
            truth("DVV"),
            number("max_traced_msg_len"),
            truth("jetstream", "js"),
            text("store_dir", "sd"),
            text("user"),
            text("pass"),
            text("auth"),
            truth("tls"),
            text("tlscert"),
            text("tlskey"),
            truth("tlsverify"),
            text("tlscacert"),
            text("routes"),
            text("cluster_listen", "cluster"),
            text("cluster_name"),
            truth("no_advertise"),
            text("cluster_advertise"),
            number("connect_retries"),
            number("profile"),
            truth("help", "h"),
            truth("help_tls"),
            truth("version", "v"));

    private static final Map<String, Flag> BY_NAME = byName();

    Flag {
        names = List.copyOf(names);
    }

    /// @return null if there is no such flag
    static @Nullable Flag named(String name) {
        return BY_NAME.get(name);
    }

    String mainName() {
        return names.getFirst();
    }

    private static Flag text(String... names) {
        return new Flag(Kind.TEXT, Arrays.asList(names));
    }

    private static Flag number(String... names) {
        return new Flag(Kind.NUMBER, Arrays.asList(names));
    }

    private static Flag truth(String... names) {
        return new Flag(Kind.TRUTH, Arrays.asList(names));
    }

    private static Map<String, Flag> byName() {
        Map<String, Flag> flags = new HashMap<>();
        ALL.forEach(flag -> flag.names.forEach(name -> flags.put(name, flag)));
        return flags;
    }
}
