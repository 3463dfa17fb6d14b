package io.natterjack.domain.consumer.rules;

import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.jetstream.error.JetStreamError;
import java.util.List;

/// Where a request for a consumer was sent to. The subject says some of what the request says, and both have to
/// agree.
///
/// @param form     · which of the subjects it was
/// @param stream   · the name of the stream
/// @param consumer · the name of the consumer; empty if the form has none
/// @param filter   · the only subject that it may ask for; empty for any
public record ConsumerAddress(Form form, String stream, String consumer, String filter) {
    /// The ways to ask.
    public enum Form {
        /// `CONSUMER.CREATE.<stream>`
        EPHEMERAL,
        /// `CONSUMER.DURABLE.CREATE.<stream>.<consumer>`
        DURABLE,
        /// `CONSUMER.CREATE.<stream>.<consumer>`, and a filter behind it
        NAMED
    }

    /// @param tokens · of the subject, behind those of the API's prefix: `CONSUMER`, `CREATE`, …
    /// @throws io.natterjack.domain.jetstream.error.ApiFailure if there is no name in a subject that has to have one
    public static ConsumerAddress of(List<String> tokens) {
        if (tokens.get(1).equals("DURABLE")) {
            if (tokens.size() != 5) {
                throw JetStreamError.CONSUMER_DURABLE_NAME_NOT_IN_SUBJECT.failure();
            }
            return new ConsumerAddress(Form.DURABLE, tokens.get(3), tokens.get(4), "");
        }
        if (tokens.size() == 3) {
            return new ConsumerAddress(Form.EPHEMERAL, tokens.get(2), "", "");
        }
        String filter = String.join(".", tokens.subList(4, tokens.size()));
        return new ConsumerAddress(Form.NAMED, tokens.get(2), tokens.get(3), filter);
    }

    /// The request with the name that it was sent to.
    ///
    /// @param requestStream · the stream that it names
    /// @throws io.natterjack.domain.jetstream.error.ApiFailure if they do not agree
    public ConsumerConfig named(String requestStream, ConsumerConfig request) {
        if (!stream.equals(requestStream)) {
            throw JetStreamError.STREAM_MISMATCH.failure();
        }
        String name = form == Form.EPHEMERAL ? request.name() : consumer;
        if (name.contains("\\") || name.contains("/")) {
            throw JetStreamError.CONSUMER_NAME_CONTAINS_PATH_SEPARATORS.failure();
        }
        requireDurable(request);
        if (!filter.isEmpty() && !request.filterSubjects().isEmpty()) {
            throw JetStreamError.CONSUMER_MULTIPLE_FILTERS_NOT_ALLOWED.failure();
        }
        if (!filter.isEmpty() && !filter.equals(request.filterSubject())) {
            throw JetStreamError.CONSUMER_CREATE_FILTER_SUBJECT_MISMATCH.failure();
        }
        return request.with(changes -> changes.name(name));
    }

    private void requireDurable(ConsumerConfig request) {
        boolean durable = request.isDurable();
        switch (form) {
            case EPHEMERAL -> {
                if (durable) {
                    throw JetStreamError.CONSUMER_EPHEMERAL_WITH_DURABLE_NAME.failure();
                }
            }
            case DURABLE -> {
                if (!durable) {
                    throw JetStreamError.CONSUMER_DURABLE_NAME_NOT_SET.failure();
                }
                requireSameName(request);
            }
            case NAMED -> {
                if (durable) {
                    requireSameName(request);
                }
            }
        }
    }

    private void requireSameName(ConsumerConfig request) {
        if (!consumer.equals(request.durable())) {
            throw JetStreamError.CONSUMER_DURABLE_NAME_NOT_MATCH_SUBJECT.failure();
        }
    }
}
