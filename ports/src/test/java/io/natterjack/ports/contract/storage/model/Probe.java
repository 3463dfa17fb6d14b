package io.natterjack.ports.contract.storage.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natterjack.ports.contract.storage.fixture.Message;
import io.natterjack.ports.contract.storage.fixture.OneStream;
import io.natterjack.ports.contract.storage.fixture.Picture;
import io.natterjack.ports.storage.stream.SubjectFilter;

/// Asks a storage and the model the same questions.
///
/// @param chance · chooses what to ask
record Probe(OneStream stream, StreamModel model, Chance chance) {
    void compare() {
        SubjectFilter filter = chance.filter();
        long from = chance.sequence(model);
        long to = chance.sequence(model);
        assertEquals(model.read(from), stream.read(from), () -> "read " + from);
        assertEquals(model.next(filter, from), stream.next(filter, from), () -> "next " + filter + " from " + from);
        assertEquals(model.previous(filter, to), stream.previous(filter, to), () -> "previous " + filter + " to " + to);
        assertEquals(model.nextMarked(from), stream.nextMarked(from), () -> "next marked from " + from);
        assertEquals(
                model.count(filter, from, to),
                stream.subjects().count(filter, from, to),
                () -> "messages " + filter + " from " + from + " to " + to);
        assertEquals(model.subjects(filter), stream.subjects(filter), () -> "subjects of " + filter);
        compareSubject(chance.subject());
        compareTime();
    }

    private void compareSubject(String subject) {
        Picture.Subject expected =
                model.subjects(SubjectFilter.of(subject)).getOrDefault(subject, new Picture.Subject(0, 0, 0));
        assertEquals(
                expected,
                new Picture.Subject(stream.count(subject), stream.first(subject), stream.last(subject)),
                () -> "figures of " + subject);
    }

    private void compareTime() {
        Message some = model.next(SubjectFilter.ALL, chance.sequence(model));
        long nanos = (some == null ? Message.EPOCH_NANOS : some.timeNanos()) + chance.below(3) - 1;
        assertEquals(model.sequenceAt(nanos), stream.reader().sequenceAt(nanos), () -> "sequence at " + nanos);
    }
}
