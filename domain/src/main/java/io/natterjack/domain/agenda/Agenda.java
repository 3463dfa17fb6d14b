package io.natterjack.domain.agenda;

import java.util.PriorityQueue;

/// Tasks in the order in which they are due. Confined to the thread that runs them.
///
/// Moments are nanoseconds since 1970. Whoever owns the agenda knows what time it is: it calls [#runDue] and comes back
/// at [#nextDueNanos]. A simulation does the same with a time of its own, so nothing that waits here ever waits for
/// real.
public final class Agenda {
    /// Answer of [#nextDueNanos] when there is nothing to wait for.
    public static final long NEVER = Long.MAX_VALUE;

    private final PriorityQueue<Appointment> queue;
    private final Order order;
    private final Runnable before;

    public Agenda() {
        this(new PriorityQueue<>(), new Order(), () -> {});
    }

    private Agenda(PriorityQueue<Appointment> queue, Order order, Runnable before) {
        this.queue = queue;
        this.order = order;
        this.before = before;
    }

    /// The same agenda for somebody whose tasks have something in common.
    ///
    /// @param announcement · runs before each task that is entered here
    public Agenda announcing(Runnable announcement) {
        return new Agenda(queue, order, announcement);
    }

    /// Enters a task.
    ///
    /// @param dueNanos · a moment that has passed already is due at once
    public Appointment at(long dueNanos, Runnable task) {
        Appointment appointment = new Appointment(this, dueNanos, order.next(), task);
        queue.add(appointment);
        return appointment;
    }

    /// Runs what is due, including what is entered meanwhile for the same moment or before.
    ///
    /// @return how many tasks have run
    public int runDue(long nowNanos) {
        int ran = 0;
        for (Appointment next = queue.peek(); next != null && next.dueNanos() <= nowNanos; next = queue.peek()) {
            queue.remove();
            next.agenda().before.run();
            next.run();
            ran++;
        }
        return ran;
    }

    /// When to come back; [#NEVER] for nothing to do.
    public long nextDueNanos() {
        Appointment next = queue.peek();
        return next == null ? NEVER : next.dueNanos();
    }

    public int size() {
        return queue.size();
    }

    void cancel(Appointment appointment) {
        queue.remove(appointment);
    }

    /// Numbers appointments, so that those of one moment keep the order in which they were made.
    private static final class Order {
        private long last;

        long next() {
            return last++;
        }
    }
}
