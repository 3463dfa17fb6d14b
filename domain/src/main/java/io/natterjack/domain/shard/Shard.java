package io.natterjack.domain.shard;

import io.natterjack.domain.agenda.Agenda;
import io.natterjack.domain.agenda.EpochNanos;
import io.natterjack.domain.routing.Sleeper;
import io.natterjack.domain.scope.LaneScope;
import io.natterjack.domain.scope.Surroundings;
import io.natterjack.ports.run.Alarm;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/// One thread's worth of things that are decided in sequence.
///
/// It works in passes: what the lanes have left in the inbox, what is due, then a share of the work that its tenants
/// have, then one flush of every connection that was delivered to. A pass that leaves work behind is followed by
/// another, and tasks of other threads run in between.
///
/// **Threading.** Confined to the thread of its executor, but for [#inbox], [#wake] and [#execute].
public final class Shard implements Sleeper {
    private final LaneScope scope;
    private final Surroundings surroundings;
    private final Inbox inbox;
    private final Agenda agenda = new Agenda();
    private final Inbound window = new Inbound();
    private final List<Tenant> tenants = new ArrayList<>();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final Runnable pass = this::pass;
    private final BiConsumer<Inlet, Inbound> deliver = this::deliver;
    private Alarm alarm = Alarm.NONE;
    private long alarmNanos = Agenda.NEVER;
    private long nowNanos;

    /// @param scope · of this shard alone
    public Shard(LaneScope scope, Surroundings surroundings, Inbox inbox) {
        this.scope = scope;
        this.surroundings = surroundings;
        this.inbox = inbox;
    }

    /// Somebody who has work to do in every pass.
    public interface Tenant {
        /// Does a share of what there is to do, and makes safe what was done since the last time.
        ///
        /// @return whether there is more to do at once
        boolean endPass();
    }

    /// From any thread.
    public Inbox inbox() {
        return inbox;
    }

    /// There is something in the inbox. From any thread.
    @Override
    public void wake() {
        if (awake.compareAndSet(false, true)) {
            scope.executor().execute(pass);
        }
    }

    /// Runs something on the shard, with a pass behind it. From any thread.
    public void execute(Runnable task) {
        scope.executor().execute(() -> {
            tick();
            task.run();
            wake();
        });
    }

    public void add(Tenant tenant) {
        tenants.add(tenant);
    }

    public void remove(Tenant tenant) {
        tenants.remove(tenant);
    }

    public Agenda agenda() {
        return agenda;
    }

    public LaneScope scope() {
        return scope;
    }

    public Surroundings surroundings() {
        return surroundings;
    }

    /// The time of this pass, since 1970.
    public long nowNanos() {
        return nowNanos;
    }

    private void pass() {
        awake.set(false);
        tick();
        inbox.take().drain(window, deliver);
        runDue();
        boolean more = false;
        for (int i = 0; i < tenants.size(); i++) {
            more |= endPass(tenants.get(i));
        }
        scope.flushes().flush();
        if (more || agenda.nextDueNanos() <= nowNanos) {
            wake();
        }
        arm();
    }

    @SuppressWarnings(
            "CatchingUnchecked") // whatever it is costs this message, and neither those behind it nor the shard
    private void deliver(Inlet inlet, Inbound message) {
        try {
            inlet.receive(message);
        } catch (RuntimeException e) {
            failed("A message to a stream", e);
        }
    }

    /// A task that fails is out of the agenda; those behind it have their turn.
    @SuppressWarnings("CatchingUnchecked") // as above
    private void runDue() {
        while (agenda.nextDueNanos() <= nowNanos) {
            try {
                agenda.runDue(nowNanos);
            } catch (RuntimeException e) {
                failed("What was due", e);
            }
        }
    }

    /// Has somebody end a pass, whose failure is nobody else's.
    ///
    /// @return whether there is more to do at once
    @SuppressWarnings("CatchingUnchecked") // as above
    public boolean endPass(Tenant tenant) {
        try {
            return tenant.endPass();
        } catch (RuntimeException e) {
            failed("The end of a pass of " + tenant, e);
            return false;
        }
    }

    private void failed(String what, RuntimeException e) {
        surroundings.log().error(what + " failed: " + e);
    }

    private void tick() {
        nowNanos = EpochNanos.of(surroundings.epochClock().now());
    }

    private void arm() {
        long due = agenda.nextDueNanos();
        if (due == alarmNanos) {
            return;
        }
        alarm.cancel();
        alarmNanos = due;
        alarm = due == Agenda.NEVER
                ? Alarm.NONE
                : scope.executor().after(Math.max(0, due - nowNanos), () -> {
                    alarmNanos = Agenda.NEVER;
                    wake();
                });
    }
}
