package io.natterjack.domain.stream.rules;

import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.config.StreamSource;
import io.natterjack.domain.subject.Subjects;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Follows what streams copy from each other until it comes back to one that it has seen.
///
/// Two streams may be each other's sources as long as what one takes is not what the other listens to.
final class CycleRules {
    private final AccountView account;
    private final Deque<StreamConfig> toVisit = new ArrayDeque<>();
    private final Set<String> visited = new HashSet<>();

    CycleRules(AccountView account) {
        this.account = account;
    }

    void check(StreamConfig stream) {
        toVisit.add(stream);
        while (!toVisit.isEmpty()) {
            StreamConfig next = toVisit.remove();
            visited.add(next.name());
            for (StreamSource source : next.sources()) {
                follow(source, takesFrom(next.subjects(), source));
            }
            if (next.mirror() != null) {
                follow(next.mirror(), true);
            }
        }
    }

    private void follow(StreamSource source, boolean taken) {
        if (source.external() != null) {
            return;
        }
        if (!visited.contains(source.name())) {
            StreamConfig origin = account.stream(source.name());
            if (origin != null) {
                toVisit.add(origin);
            }
        } else if (taken) {
            throw StreamRules.wrong("detected cycle");
        }
    }

    private static boolean takesFrom(List<String> subjects, StreamSource source) {
        String filter = source.filterSubject();
        return filter.isEmpty() || subjects.stream().anyMatch(subject -> Subjects.overlap(subject, filter));
    }
}
