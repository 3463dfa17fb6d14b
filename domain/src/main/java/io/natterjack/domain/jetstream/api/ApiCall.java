package io.natterjack.domain.jetstream.api;

import io.natterjack.domain.jetstream.AccountStreams;
import io.natterjack.domain.jetstream.HostedConsumer;
import io.natterjack.domain.jetstream.HostedStream;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.jetstream.json.InvalidJsonException;
import io.natterjack.domain.jetstream.json.JsonObject;
import io.natterjack.domain.jetstream.json.JsonReader;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One request to the API, and what has been found out about it.
///
/// Confined to the shard. Bytes are the call's own.
final class ApiCall {
    private final AccountStreams streams;
    private final List<String> names;
    private final byte[] headers;
    private final byte[] body;
    private final byte[] reply;
    private @Nullable HostedStream written;

    /// @param names · what follows the method in the subject: stream, consumer, and more
    ApiCall(AccountStreams streams, List<String> names, byte[] headers, byte[] body, byte[] reply) {
        this.streams = streams;
        this.names = names;
        this.headers = headers;
        this.body = body;
        this.reply = reply;
    }

    AccountStreams streams() {
        return streams;
    }

    /// What follows the method in the subject.
    List<String> names() {
        return names;
    }

    /// The block as it came; empty for none.
    byte[] headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    boolean bodyIsEmpty() {
        for (byte each : body) {
            if (each > ' ') {
                return false;
            }
        }
        return true;
    }

    /// Whether there is something that could be JSON. Other bodies mean nothing where a request may be empty.
    boolean bodyIsObject() {
        for (byte each : body) {
            if (each > ' ') {
                return each == '{' || each == '[';
            }
        }
        return false;
    }

    /// The body must not be empty.
    void requireSomething() {
        if (bodyIsEmpty()) {
            throw JetStreamError.BAD_REQUEST.failure();
        }
    }

    /// Empty if nobody wants an answer.
    byte[] reply() {
        return reply;
    }

    String streamName() {
        return names.getFirst();
    }

    /// The stream that the subject names.
    HostedStream stream() {
        HostedStream stream = streams.find(streamName());
        if (stream == null) {
            throw JetStreamError.STREAM_NOT_FOUND.failure();
        }
        return stream;
    }

    /// The consumer that the subject names behind its stream.
    HostedConsumer consumer() {
        HostedConsumer consumer = stream().consumer(names.get(1));
        if (consumer == null) {
            throw JetStreamError.CONSUMER_NOT_FOUND.failure();
        }
        return consumer;
    }

    /// The body.
    ///
    /// @param type   · what the reference calls this kind of request in complaints
    /// @param decode · gets an empty object for an empty body
    <T> T read(String type, Function<JsonObject, T> decode) {
        try {
            return JsonReader.read(body, type, streams.settings().strict(), decode);
        } catch (InvalidJsonException e) {
            throw JetStreamError.INVALID_JSON.failure(String.valueOf(e.getMessage()));
        }
    }

    /// The body has to be empty.
    void requireNothing() {
        if (!bodyIsEmpty()) {
            throw JetStreamError.NOT_EMPTY_REQUEST.failure();
        }
    }

    /// The request has changed a stream, and is answered when that is safe.
    void answerWhenSafe(HostedStream changed) {
        written = changed;
        changed.stream().touch();
        changed.activate();
    }

    /// Null if it can be answered at once.
    @Nullable
    HostedStream written() {
        return written;
    }
}
