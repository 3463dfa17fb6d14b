package io.natterjack.domain.stream.message;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// What somebody inside of the server does once something has become safe. As [ParkedReplies], for those who
/// need no message to hear of it. Confined to the stream's owner.
public final class ParkedTasks {
    private final ArrayDeque<Sealed> sealed = new ArrayDeque<>();
    private List<Task> unsealed = new ArrayList<>();

    /// Hears one of both, once. Must do nothing to the stream from within the call.
    public interface Task {
        /// Everything before it is safe.
        void safe();

        /// That will never be known.
        void lost(String why);
    }

    private record Sealed(long ticket, List<Task> tasks) {}

    public void park(Task task) {
        unsealed.add(task);
    }

    /// Whether there is a task that has no ticket yet.
    public boolean hasUnsealed() {
        return !unsealed.isEmpty();
    }

    /// Gives a ticket to every task that has none.
    ///
    /// @param ticket · not below those before it
    public void seal(long ticket) {
        if (!unsealed.isEmpty()) {
            sealed.add(new Sealed(ticket, unsealed));
            unsealed = new ArrayList<>();
        }
    }

    /// Runs every task whose ticket has been reached, in the order of their coming.
    public void release(long ticket) {
        for (Sealed next = sealed.peek(); next != null && next.ticket <= ticket; next = sealed.peek()) {
            sealed.remove();
            next.tasks.forEach(Task::safe);
        }
    }

    /// Tells everybody that it will never be safe.
    public void clear(String why) {
        List<Task> lost = new ArrayList<>();
        sealed.forEach(each -> lost.addAll(each.tasks));
        lost.addAll(unsealed);
        sealed.clear();
        unsealed = new ArrayList<>();
        lost.forEach(each -> each.lost(why));
    }
}
