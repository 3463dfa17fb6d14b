package io.natterjack.domain.agenda;

/// A task that has been entered in an [Agenda]. Confined as the agenda is.
public final class Appointment implements Comparable<Appointment> {
    private final Agenda agenda;
    private final long dueNanos;
    private final long order;
    private final Runnable task;
    private boolean over;

    Appointment(Agenda agenda, long dueNanos, long order, Runnable task) {
        this.agenda = agenda;
        this.dueNanos = dueNanos;
        this.order = order;
        this.task = task;
    }

    /// Takes it out. Nothing happens if it has run or was cancelled before.
    public void cancel() {
        if (!over) {
            over = true;
            agenda.cancel(this);
        }
    }

    /// Whether it still has to run.
    public boolean pending() {
        return !over;
    }

    public long dueNanos() {
        return dueNanos;
    }

    Agenda agenda() {
        return agenda;
    }

    void run() {
        over = true;
        task.run();
    }

    /// By time, then in the order of entry.
    @Override
    public int compareTo(Appointment other) {
        int byTime = Long.compare(dueNanos, other.dueNanos);
        return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
}
