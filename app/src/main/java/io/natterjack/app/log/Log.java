package io.natterjack.app.log;

import io.natterjack.app.config.options.LogOptions;
import io.natterjack.ports.observe.ServerLog;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The log of one server. It can be told to log elsewhere while it is in use.
///
/// Lines of one server never mix: they are written under a lock, each with one system call.
public final class Log implements ServerLog, AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final long pid;
    private final String tag;
    private final InstantSource clock;
    private volatile boolean debug;
    private volatile boolean trace;
    private LogOptions options;
    private LogTarget target;
    private boolean failed;

    /// @param tag · what a syslog daemon is told as the program's name
    /// @throws IOException if the file cannot be opened, or the syslog daemon not be reached
    public Log(LogOptions options, long pid, String tag, InstantSource clock) throws IOException {
        this.pid = pid;
        this.tag = tag;
        this.clock = clock;
        this.options = options;
        this.target = open(options);
        this.debug = options.debug();
        this.trace = options.trace();
    }

    @Override
    public boolean isOn(Level level) {
        return switch (level) {
            case INF, WRN, ERR, FTL -> true;
            case DBG -> debug;
            case TRC -> trace;
        };
    }

    @Override
    public void log(Level level, String line) {
        if (!isOn(level)) {
            return;
        }
        lock.lock();
        try {
            target.write(level, line);
            failed = false;
        } catch (IOException e) {
            reportOnce(e);
        } finally {
            lock.unlock();
        }
    }

    /// Logs as these options say from now on.
    ///
    /// @throws IOException if the file cannot be opened, or the syslog daemon not be reached; then nothing changes
    public void reconfigure(LogOptions changed) throws IOException {
        lock.lock();
        try {
            replace(open(changed));
            options = changed;
            debug = changed.debug();
            trace = changed.trace();
        } finally {
            lock.unlock();
        }
    }

    /// Opens the log file again under its name, after somebody has moved it away.
    public void reopen() {
        if (options.file() == null) {
            info("File log re-open ignored, not a file logger");
            return;
        }
        try {
            reconfigure(options);
            info("File log re-opened");
        } catch (IOException e) {
            error("Unable to re-open the logfile: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            target.close();
        } catch (IOException e) {
            reportOnce(e);
        } finally {
            lock.unlock();
        }
    }

    private LogTarget open(LogOptions wanted) throws IOException {
        String file = wanted.file();
        @Nullable String remote = wanted.remoteSyslog();
        if (file != null) {
            return new FileTarget(file, buffer(wanted, false), wanted.sizeBytesMax(), wanted.filesMax(), clock);
        }
        if (remote != null || wanted.syslog()) {
            return new SyslogTarget(remote, tag, pid, clock);
        }
        return new StandardErrorTarget(buffer(wanted, StandardErrorTarget.isTerminal()));
    }

    private LineBuffer buffer(LogOptions wanted, boolean colours) {
        return new LineBuffer(pid, wanted.time(), wanted.utc(), colours, clock);
    }

    private void replace(LogTarget opened) {
        LogTarget old = target;
        target = opened;
        try {
            old.close();
        } catch (IOException e) {
            reportOnce(e);
        }
    }

    private void reportOnce(IOException e) {
        if (!failed) {
            failed = true;
            System.err.println("nats-server: cannot write the log: " + e);
        }
    }
}
