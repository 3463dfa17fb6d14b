package io.natterjack.domain.stream.rules;

import static io.natterjack.domain.stream.rules.StreamRules.wrong;

import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.subject.Subjects;
import io.natterjack.domain.text.GoQuoted;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which subjects a stream may listen to. One that names none listens to its own name, unless it copies others.
final class SubjectRules {
    private static final List<String> API = List.of("$JS.>", "$JSC.>", "$NRG.>");

    private SubjectRules() {}

    static StreamConfig check(StreamConfig stream) {
        if (stream.subjects().isEmpty()) {
            return stream.mirror() == null && stream.sources().isEmpty()
                    ? stream.with(changes -> changes.subjects(stream.name()))
                    : stream;
        }
        Set<String> seen = new HashSet<>();
        List<String> subjects = stream.subjects();
        for (int at = 0; at < subjects.size(); at++) {
            String subject = subjects.get(at);
            if (!Subjects.valid(subject)) {
                throw wrong("invalid subject");
            }
            if (!seen.add(subject)) {
                throw wrong("duplicate subjects detected");
            }
            requireModesty(stream, subject);
            for (String other : subjects.subList(at + 1, subjects.size())) {
                if (Subjects.overlap(subject, other)) {
                    throw wrong("subject " + GoQuoted.text(subject) + " overlaps with " + GoQuoted.text(other));
                }
            }
        }
        return stream;
    }

    /// Acknowledgements of everything would be stored, and acknowledged.
    private static void requireModesty(StreamConfig stream, String subject) {
        if (subject.equals(">")) {
            if (!stream.noAck()) {
                throw wrong("capturing all subjects requires no-ack to be true");
            }
            if (stream.replicas() != 1) {
                throw wrong("capturing all subjects requires replicas of 1");
            }
        }
        if (stream.noAck()) {
            return;
        }
        if (API.stream().anyMatch(api -> Subjects.overlap(subject, api))
                && !Subjects.subsetOf(subject, "$JS.EVENT.>")) {
            throw wrong("subjects that overlap with jetstream api require no-ack to be true");
        }
        if (Subjects.overlap(subject, "$SYS.>") && !Subjects.subsetOf(subject, "$SYS.ACCOUNT.>")) {
            throw wrong("subjects that overlap with system api require no-ack to be true");
        }
    }
}
