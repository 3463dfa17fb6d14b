package io.natterjack.filestore.commit;

import io.natterjack.filestore.log.CommitQueue;
import io.natterjack.filestore.log.StreamLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Makes commits safe, in rounds: it takes every log that waits, makes all of them safe together, tells them, and
/// looks again. There is no timer: who comes alone pays for one sync and waits for nobody; who comes while a sync
/// is under way shares the next one with everybody else who did. So the busier the server, the fewer syncs a
/// message costs.
///
/// A sync costs about the same whatever it covers, but each file needs its own. So when more than a few logs wait,
/// what they have to say is written to one journal, which is synced once. The logs' own files get it later, some
/// kilobytes at a time and without a sync, and the journal is needed until they are synced at leisure.
///
/// **Threading.** [#add] is for any thread; rounds are run by one at a time.
public final class Committer implements CommitQueue {
    /// Up to so many files, syncing each is not worse than writing everything twice.
    private static final int DIRECT_MAX = 2;

    private final Queue<StreamLog> waiting = new ConcurrentLinkedQueue<>();
    private final Runnable wake;
    private final Journal journal;
    private final List<Commit> round = new ArrayList<>();

    /// @param wake · called when there is something to do
    public Committer(Journal journal, Runnable wake) {
        this.journal = journal;
        this.wake = wake;
    }

    @Override
    public void add(StreamLog log) {
        if (log.enqueue()) {
            waiting.add(log);
            wake.run();
        }
    }

    public boolean idle() {
        return waiting.isEmpty();
    }

    /// Makes safe what waits now.
    public void round() {
        take();
        try {
            if (round.size() > DIRECT_MAX) {
                throughJournal();
            }
            for (Commit commit : round) {
                directly(commit);
            }
        } catch (RuntimeException bug) {
            // Whatever it is, the others go on, and nobody waits for a ticket that never comes.
            round.forEach(commit -> commit.log().freeze(new IOException(bug.toString(), bug)));
        } finally {
            round.clear();
        }
    }

    private void take() {
        for (StreamLog log = waiting.poll(); log != null; log = waiting.poll()) {
            log.dequeue();
            // The ticket first: what is published afterwards covers it.
            long ticket = log.requested();
            if (!log.isFrozen()) {
                round.add(new Commit(log, ticket, log.published()));
            }
        }
    }

    private static void directly(Commit commit) {
        try {
            commit.log().sync(commit.target());
            commit.log().tell(commit.ticket());
        } catch (IOException failure) {
            commit.log().freeze(failure);
        }
    }

    /// Takes those out of the round that the journal could help.
    private void throughJournal() {
        if (!journal.begin()) {
            return;
        }
        List<Commit> journaled = new ArrayList<>(round.size());
        for (Commit commit : round) {
            if (journal.add(commit)) {
                journaled.add(commit);
            }
        }
        try {
            if (!journal.end()) {
                return;
            }
        } catch (IOException failure) {
            journaled.forEach(commit -> commit.log().freeze(failure));
            round.removeAll(journaled);
            return;
        }
        for (Commit commit : journaled) {
            commit.log().journaled(commit.target());
            commit.log().tell(commit.ticket());
        }
        journaled.forEach(Committer::behind);
        round.removeAll(journaled);
    }

    private static void behind(Commit commit) {
        try {
            commit.log().writeBehind(commit.target());
        } catch (IOException failure) {
            commit.log().freeze(failure);
        }
    }
}
