package io.natterjack.domain.agenda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AgendaTest {
    private final Agenda agenda = new Agenda();
    private final List<String> ran = new ArrayList<>();

    private Appointment at(long dueNanos, String name) {
        return agenda.at(dueNanos, () -> ran.add(name));
    }

    @Test
    void nothingIsDueOnAnEmptyAgenda() {
        assertEquals(Agenda.NEVER, agenda.nextDueNanos());
        assertEquals(0, agenda.runDue(Long.MAX_VALUE));
        assertEquals(0, agenda.size());
    }

    @Test
    void tasksRunInTheOrderInWhichTheyAreDue() {
        at(30, "late");
        at(10, "early");
        at(20, "between");

        assertEquals(10, agenda.nextDueNanos());
        assertEquals(2, agenda.runDue(20));

        assertEquals(List.of("early", "between"), ran);
        assertEquals(30, agenda.nextDueNanos());
        assertEquals(1, agenda.size());
    }

    @Test
    void tasksOfOneMomentRunInTheOrderOfEntry() {
        for (int i = 0; i < 50; i++) {
            at(10, "task " + i);
        }

        agenda.runDue(10);

        for (int i = 0; i < 50; i++) {
            assertEquals("task " + i, ran.get(i));
        }
    }

    @Test
    void aTaskIsNotRunBeforeItsTime() {
        Appointment appointment = at(10, "task");

        assertEquals(0, agenda.runDue(9));
        assertTrue(appointment.pending());
        assertEquals(1, agenda.runDue(10));

        assertFalse(appointment.pending());
        assertEquals(0, agenda.runDue(11));
    }

    @Test
    void aCancelledTaskDoesNotRun() {
        Appointment cancelled = at(10, "cancelled");
        at(10, "task");

        cancelled.cancel();
        cancelled.cancel();

        assertFalse(cancelled.pending());
        assertEquals(1, agenda.size());
        agenda.runDue(10);
        assertEquals(List.of("task"), ran);
    }

    @Test
    void cancellingWhatHasRunDoesNothing() {
        Appointment first = at(10, "first");
        agenda.runDue(10);
        at(10, "second");

        first.cancel();

        assertEquals(1, agenda.runDue(10));
    }

    @Test
    void aTaskMayCancelAnotherThatIsDueToo() {
        Appointment second = at(11, "second");
        agenda.at(10, second::cancel);

        assertEquals(1, agenda.runDue(20));

        assertEquals(List.of(), ran);
    }

    @Test
    void whatATaskEntersForNowRunsNow() {
        agenda.at(10, () -> {
            at(5, "overdue");
            at(10, "now");
            at(11, "later");
        });

        assertEquals(3, agenda.runDue(10));

        assertEquals(List.of("overdue", "now"), ran);
        assertEquals(11, agenda.nextDueNanos());
    }
}
