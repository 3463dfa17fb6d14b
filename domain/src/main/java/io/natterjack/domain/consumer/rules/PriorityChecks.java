package io.natterjack.domain.consumer.rules;

import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.consumer.config.PriorityPolicy;
import io.natterjack.domain.consumer.config.PriorityRules;
import io.natterjack.domain.jetstream.error.JetStreamError;

/// Which groups of pull requests there may be.
final class PriorityChecks {
    private PriorityChecks() {}

    static void check(ConsumerConfig consumer) {
        PriorityRules rules = consumer.priority();
        if (rules.policy() == PriorityPolicy.NONE) {
            requireNothing(rules);
            return;
        }
        if (consumer.isPush()) {
            throw JetStreamError.CONSUMER_PUSH_WITH_PRIORITY_GROUP.failure();
        }
        if (rules.groups().isEmpty()) {
            throw JetStreamError.CONSUMER_PRIORITY_POLICY_WITHOUT_GROUP.failure();
        }
        for (String group : rules.groups()) {
            if (group.isEmpty()) {
                throw JetStreamError.CONSUMER_EMPTY_GROUP_NAME.failure();
            }
            if (!PriorityRules.named(group)) {
                throw JetStreamError.CONSUMER_INVALID_GROUP_NAME.failure();
            }
        }
    }

    private static void requireNothing(PriorityRules rules) {
        if (!rules.groups().isEmpty()) {
            throw JetStreamError.CONSUMER_PRIORITY_GROUP_WITH_POLICY_NONE.failure();
        }
        if (rules.pinnedTtlNanos() > 0) {
            throw JetStreamError.CONSUMER_PINNED_TTL_WITHOUT_PRIORITY_POLICY_NONE.failure();
        }
    }
}
