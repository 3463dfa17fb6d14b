package io.natterjack.netty.loop;

import io.natterjack.ports.observe.ServerLog;
import io.natterjack.ports.run.Alarm;
import io.natterjack.ports.run.LaneExecutor;
import io.natterjack.ports.session.ClientGateway;
import io.natterjack.ports.session.Lane;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/// The lane of one gateway on one event loop.
///
/// Whatever calls into the lane says so by [#enter]; the lane's pass then ends when the event loop has finished its
/// iteration. One flush of a subscriber so covers what all publishers of an iteration have sent to it.
public final class LoopLane implements LaneExecutor {
    private final Loop loop;
    private final ServerLog log;
    private final Lane lane;
    private final Runnable endPass = this::endPass;
    private boolean passOpen;

    public LoopLane(Loop loop, ClientGateway gateway, ServerLog log) {
        this.loop = loop;
        this.log = log;
        this.lane = gateway.openLane(this);
    }

    public Loop loop() {
        return loop;
    }

    public Lane lane() {
        return lane;
    }

    public ServerLog log() {
        return log;
    }

    /// Something is about to call into the lane.
    public void enter() {
        if (!passOpen) {
            passOpen = true;
            loop.executor().executeAfterEventLoopIteration(endPass);
        }
    }

    /// Says that code behind the ports has thrown, which is a defect.
    public void reportDefect(Throwable thrown) {
        StringBuilder line = new StringBuilder("Unexpected failure on ")
                .append(Thread.currentThread().getName());
        line.append(": ").append(thrown);
        for (StackTraceElement frame : thrown.getStackTrace()) {
            line.append("\n\tat ").append(frame);
        }
        log.error(line.toString());
    }

    @Override
    public void execute(Runnable task) {
        try {
            loop.executor().execute(() -> run(task));
        } catch (RejectedExecutionException _) {
            // The lane has ended, and its tasks with it.
        }
    }

    @Override
    public Alarm after(long delayNanos, Runnable task) {
        try {
            Future<?> timer = loop.executor().schedule(() -> run(task), delayNanos, TimeUnit.NANOSECONDS);
            return () -> timer.cancel(false);
        } catch (RejectedExecutionException _) {
            return Alarm.NONE;
        }
    }

    private void run(Runnable task) {
        enter();
        try {
            task.run();
        } catch (RuntimeException | Error thrown) {
            reportDefect(thrown);
        }
    }

    private void endPass() {
        passOpen = false;
        try {
            lane.endPass();
        } catch (RuntimeException | Error thrown) {
            reportDefect(thrown);
        }
    }
}
