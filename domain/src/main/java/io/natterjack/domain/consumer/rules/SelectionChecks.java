package io.natterjack.domain.consumer.rules;

import static io.natterjack.domain.consumer.rules.ConsumerRules.wrong;

import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.consumer.config.StartAt;
import io.natterjack.domain.jetstream.error.ApiFailure;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.subject.Subjects;
import io.natterjack.domain.text.GoQuoted;
import java.util.List;

/// Which messages a consumer may ask for: by subject, from where on, and how many of them are reported.
final class SelectionChecks {
    private SelectionChecks() {}

    static void check(ConsumerConfig consumer) {
        requireFilters(consumer);
        requireStart(consumer);
        requireSampling(consumer.acks().sampleFrequency());
    }

    private static void requireFilters(ConsumerConfig consumer) {
        if (!consumer.filterSubject().isEmpty() && !consumer.filterSubjects().isEmpty()) {
            throw JetStreamError.CONSUMER_DUPLICATE_FILTER_SUBJECTS.failure();
        }
        if (consumer.filterSubjects().contains("")) {
            throw JetStreamError.CONSUMER_EMPTY_FILTER.failure();
        }
        List<String> filters = consumer.filters();
        for (int at = 0; at < filters.size(); at++) {
            if (!Subjects.valid(filters.get(at))) {
                throw wrong("invalid subject");
            }
            for (int other = 0; other < filters.size(); other++) {
                if (other != at && Subjects.subsetOf(filters.get(at), filters.get(other))) {
                    throw JetStreamError.CONSUMER_OVERLAPPING_SUBJECT_FILTERS.failure();
                }
            }
        }
    }

    private static void requireStart(ConsumerConfig consumer) {
        StartAt start = consumer.start();
        switch (start.policy()) {
            case ALL -> requireNeither("all", start);
            case LAST -> requireNeither("last", start);
            case NEW -> requireNeither("new", start);
            case LAST_PER_SUBJECT -> {
                requireNeither("last per subject", start);
                if (consumer.filters().isEmpty()) {
                    throw notSet("last per subject", "filter subject");
                }
            }
            case BY_START_SEQUENCE -> {
                if (start.sequence() == 0) {
                    throw notSet("by start sequence", "start sequence");
                }
                if (start.time() != null) {
                    throw alsoSet("by start sequence", "time");
                }
            }
            case BY_START_TIME -> {
                if (start.time() == null) {
                    throw notSet("by start time", "start time");
                }
                if (start.sequence() != 0) {
                    throw alsoSet("by start time", "start sequence");
                }
            }
        }
    }

    private static void requireNeither(String policy, StartAt start) {
        if (start.sequence() != 0) {
            throw alsoSet(policy, "sequence");
        }
        if (start.time() != null) {
            throw alsoSet(policy, "time");
        }
    }

    private static ApiFailure alsoSet(String policy, String what) {
        return JetStreamError.CONSUMER_INVALID_POLICY.failure(
                "consumer delivery policy is deliver " + policy + ", but optional start " + what + " is also set");
    }

    private static ApiFailure notSet(String policy, String what) {
        return JetStreamError.CONSUMER_INVALID_POLICY.failure(
                "consumer delivery policy is deliver " + policy + ", but optional " + what + " is not set");
    }

    private static void requireSampling(String frequency) {
        if (frequency.isEmpty()) {
            return;
        }
        String number = frequency.endsWith("%") ? frequency.substring(0, frequency.length() - 1) : frequency;
        try {
            if (Long.parseLong(number) < 0) {
                throw JetStreamError.CONSUMER_INVALID_SAMPLING.failure("<nil>");
            }
        } catch (NumberFormatException _) {
            String why = number.matches("[+-]?\\d+") ? "value out of range" : "invalid syntax";
            throw JetStreamError.CONSUMER_INVALID_SAMPLING.failure(
                    "strconv.Atoi: parsing " + GoQuoted.text(number) + ": " + why);
        }
    }
}
