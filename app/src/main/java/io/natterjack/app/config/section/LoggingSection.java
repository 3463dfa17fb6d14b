package io.natterjack.app.config.section;

import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.entry.Section;
import io.natterjack.app.config.options.FlagValues;
import io.natterjack.app.config.options.LogOptions;

/// Reads what is logged, and where to.
final class LoggingSection implements Section {
    private boolean debug;
    private boolean trace;
    private boolean traceVerbose;
    private boolean traceHeaders;
    private boolean time = true;
    private boolean utc;
    private String file = "";
    private long sizeBytesMax;
    private long filesMax;
    private boolean syslog;
    private String remoteSyslog = "";
    private int tracedBytesMax;

    @Override
    public boolean accept(Entry entry) {
        switch (entry.name()) {
            case "debug" -> debug = entry.truth();
            case "trace" -> trace = entry.truth();
            case "trace_verbose" -> {
                traceVerbose = entry.truth();
                trace = traceVerbose;
            }
            case "trace_headers" -> {
                traceHeaders = entry.truth();
                trace = traceHeaders;
            }
            case "logtime" -> time = entry.truth();
            case "logtime_utc" -> utc = entry.truth();
            case "logfile", "log_file" -> file = entry.text();
            case "logfile_size_limit", "log_size_limit" -> sizeBytesMax = entry.whole();
            case "logfile_max_num", "log_max_num" -> filesMax = entry.whole();
            case "syslog" -> syslog = entry.truth();
            case "remote_syslog" -> remoteSyslog = entry.text();
            case "max_traced_msg_len" -> tracedBytesMax = entry.number();
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public void override(FlagValues flags) {
        flags.ifTruth("debug", value -> debug = value);
        flags.ifTruth("trace", value -> trace = value);
        flags.ifTruth("DV", value -> {
            debug = value;
            trace = value;
        });
        flags.ifTruth("DVV", value -> {
            debug = value;
            trace = value;
            traceVerbose = value;
        });
        flags.ifTruth("VV", value -> {
            trace = value;
            traceVerbose = value;
        });
        flags.ifTruth("logtime", value -> time = value);
        flags.ifTruth("logtime_utc", value -> utc = value);
        flags.ifText("log", value -> file = value);
        flags.ifNumber("log_size_limit", value -> sizeBytesMax = value);
        flags.ifTruth("syslog", value -> syslog = value);
        flags.ifText("remote_syslog", value -> remoteSyslog = value);
        flags.ifNumber("max_traced_msg_len", value -> tracedBytesMax = value);
    }

    LogOptions options() {
        return new LogOptions(
                debug,
                trace,
                traceVerbose,
                traceHeaders,
                time,
                utc,
                file.isEmpty() ? null : file,
                sizeBytesMax,
                filesMax,
                syslog,
                remoteSyslog.isEmpty() ? null : remoteSyslog,
                tracedBytesMax);
    }
}
