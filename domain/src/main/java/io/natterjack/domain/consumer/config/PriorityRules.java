package io.natterjack.domain.consumer.config;

import java.util.List;
import java.util.regex.Pattern;

/// Which pull requests are served first.
///
/// @param policy         · how they are chosen
/// @param groups         · the groups that requests can belong to; empty without a policy
/// @param pinnedTtlNanos · after how long without a request another client takes over; 0 if none is pinned
public record PriorityRules(PriorityPolicy policy, List<String> groups, long pinnedTtlNanos) {
    /// All the same.
    public static final PriorityRules NONE = new PriorityRules(PriorityPolicy.NONE, List.of(), 0);

    private static final Pattern GROUP = Pattern.compile("[a-zA-Z0-9/_=-]{1,16}");

    /// Whether a group may be called that.
    public static boolean named(String group) {
        return GROUP.matcher(group).matches();
    }

    public PriorityRules {
        groups = List.copyOf(groups);
    }

    public PriorityRules withPinnedTtlNanos(long nanos) {
        return new PriorityRules(policy, groups, nanos);
    }
}
