package io.natterjack.domain.agenda;

import org.jspecify.annotations.Nullable;

/// One task that is entered in an agenda at most once: for the earliest moment that was asked for. Confined.
public final class Wakeup {
    private final Agenda agenda;
    private final Runnable task;
    private @Nullable Appointment appointment;

    public Wakeup(Agenda agenda, Runnable task) {
        this.agenda = agenda;
        this.task = task;
    }

    /// Runs the task at a moment, or before.
    ///
    /// @param dueNanos · since 1970; [Agenda#NEVER] for no need
    public void by(long dueNanos) {
        Appointment entered = appointment;
        if (dueNanos == Agenda.NEVER || (entered != null && entered.pending() && entered.dueNanos() <= dueNanos)) {
            return;
        }
        cancel();
        appointment = agenda.at(dueNanos, task);
    }

    public void cancel() {
        if (appointment != null) {
            appointment.cancel();
            appointment = null;
        }
    }
}
