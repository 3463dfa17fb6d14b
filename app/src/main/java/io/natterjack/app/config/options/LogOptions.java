package io.natterjack.app.config.options;

import org.jspecify.annotations.Nullable;

/// What is logged, and where to.
///
/// @param debug           · debug lines
/// @param trace           · protocol messages of clients
/// @param traceVerbose    · those of the system account too
/// @param traceHeaders    · of a traced message, only its headers
/// @param time            · lines begin with the time
/// @param utc             · in UTC rather than in local time
/// @param file            · null for standard error
/// @param sizeBytesMax    · a log file that grows beyond is put aside; 0 for no limit
/// @param filesMax        · how many log files there may be, the current one included; 0 for any number
/// @param syslog          · to the system's log
/// @param remoteSyslog    · URL of another machine's log; null for none
/// @param tracedBytesMax  · of a traced payload; 0 for all of it
public record LogOptions(
        boolean debug,
        boolean trace,
        boolean traceVerbose,
        boolean traceHeaders,
        boolean time,
        boolean utc,
        @Nullable String file,
        long sizeBytesMax,
        long filesMax,
        boolean syslog,
        @Nullable String remoteSyslog,
        int tracedBytesMax) {}
