package io.natterjack.domain.consumer.deliver;

import io.natterjack.domain.stream.Stream;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.Arrays;

/// Goes up a stream from message to message that is for the consumer, and always knows how many are still ahead.
///
/// A consumer that starts at the last message of each subject has a list of these first, up to the message that was
/// the last of the stream then; behind it goes on like any other.
///
/// **Threading.** Confined.
public final class Cursor {
    private static final long[] NO_LIST = {};

    private final Stream stream;
    private SubjectFilter filter;
    private long next;
    private long ahead;
    private long[] list = NO_LIST;
    private int listAt;
    /// Up to here only what is in the list counts; 0 if there never was one.
    private long listEnd;

    public Cursor(Stream stream, SubjectFilter filter) {
        this.stream = stream;
        this.filter = filter;
    }

    /// No message below this is delivered for the first time any more.
    public long next() {
        return next;
    }

    /// Messages from [#next] on that are for the consumer.
    public long ahead() {
        return ahead;
    }

    /// The end of the list of last messages while it is not used up; else 0.
    public long listEnd() {
        return listAt < list.length ? listEnd : 0;
    }

    public SubjectFilter filter() {
        return filter;
    }

    /// Goes to a place.
    public void moveTo(long sequence) {
        next = sequence;
        dropList();
        recount();
    }

    /// Goes to a place, and up to another one sees only the messages that are the last of their subject there.
    public void moveToLasts(long sequence, long end) {
        LastSequences lasts = new LastSequences(sequence, end);
        stream.subjects().forEach(filter, lasts::visit);
        list = lasts.sorted();
        listAt = 0;
        listEnd = end;
        next = list.length == 0 ? end + 1 : list[0];
        recount();
    }

    /// Sees other messages from now on.
    public void filter(SubjectFilter changed) {
        filter = changed;
        dropList();
        recount();
    }

    private void dropList() {
        list = NO_LIST;
        listAt = 0;
        listEnd = 0;
    }

    private void recount() {
        long from = Math.max(next, listEnd + 1);
        long last = stream.state().lastSequence();
        ahead = list.length - listAt + (from > last ? 0 : stream.subjects().count(filter, from, last));
    }

    /// Reads the next message, if there is one; it stays the next until [#pass].
    public boolean read(StoredMessage into) {
        while (listAt < list.length) {
            if (stream.reader().read(list[listAt], into)) {
                next = list[listAt];
                return true;
            }
            listAt++;
            ahead--;
            next = listAt < list.length ? list[listAt] : listEnd + 1;
        }
        long last = stream.state().lastSequence();
        if (next > last) {
            return false;
        }
        if (stream.reader().next(filter, next, into)) {
            next = into.sequence();
            return true;
        }
        next = last + 1;
        ahead = 0;
        return false;
    }

    /// The message that was read is delivered.
    public void pass() {
        if (listAt < list.length) {
            listAt++;
            next = listAt < list.length ? list[listAt] : listEnd + 1;
        } else {
            next++;
        }
        ahead = Math.max(0, ahead - 1);
    }

    /// The stream has a new message.
    ///
    /// @return whether it is for the consumer
    public boolean stored(StoredMessage message) {
        if (message.sequence() < next
                || !filter.matches(message.subject(), message.subjectFrom(), message.subjectTo())) {
            return false;
        }
        ahead++;
        return true;
    }

    /// A message is gone from the stream.
    public void removed(long sequence, byte[] subject, int from, int to) {
        if (sequence < next) {
            return;
        }
        if (sequence <= listEnd) {
            int place = Arrays.binarySearch(list, listAt, list.length, sequence);
            if (place >= 0) {
                System.arraycopy(list, listAt, list, listAt + 1, place - listAt);
                listAt++;
                next = listAt < list.length ? list[listAt] : listEnd + 1;
                ahead--;
            }
        } else if (filter.matches(subject, from, to)) {
            ahead = Math.max(0, ahead - 1);
        }
    }

    /// All messages up to one are gone.
    public void removedThrough(long sequence) {
        if (sequence < next) {
            return;
        }
        while (listAt < list.length && list[listAt] <= sequence) {
            listAt++;
        }
        next = listAt < list.length ? list[listAt] : Math.max(sequence, listEnd) + 1;
        recount();
    }
}
