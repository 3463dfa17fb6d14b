package io.natterjack.domain.consumer.deliver;

import io.natterjack.domain.agenda.Agenda;
import io.natterjack.domain.agenda.Appointment;
import org.jspecify.annotations.Nullable;

/// One appointment for everything that a consumer waits for: it is called at the earliest of these times, or before.
/// Confined.
public final class Alarm {
    private final Agenda agenda;
    private final Runnable task;
    private @Nullable Appointment appointment;

    public Alarm(Agenda agenda, Runnable task) {
        this.agenda = agenda;
        this.task = task;
    }

    /// Calls at a time at the latest.
    public void by(long dueNanos) {
        Appointment set = appointment;
        if (dueNanos == Agenda.NEVER || (set != null && set.pending() && set.dueNanos() <= dueNanos)) {
            return;
        }
        if (set != null) {
            set.cancel();
        }
        appointment = agenda.at(dueNanos, task);
    }

    public void cancel() {
        Appointment set = appointment;
        if (set != null) {
            set.cancel();
        }
    }
}
