package io.natterjack.domain.jetstream.api.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.auth.Identity;
import io.natterjack.domain.jetstream.AccountStreams;
import io.natterjack.domain.jetstream.HostedConsumer;
import io.natterjack.domain.jetstream.HostedStream;
import io.natterjack.domain.jetstream.advisory.Requester;
import io.natterjack.domain.jetstream.codec.ConsumerRequests;
import io.natterjack.domain.jetstream.codec.StreamRequests;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.routing.Subscriber;
import io.natterjack.domain.session.Session;
import io.natterjack.ports.session.Arrival;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One request to the API, and what has been found out about it.
///
/// Confined to the shard. Bytes are the call's own.
public final class ApiCall {
    private static final byte[] NOTHING = {};
    private static final byte[] EMPTY_OBJECT = {'{', '}'};

    private final AccountStreams streams;
    private final @Nullable Subscriber publisher;
    private final List<String> names;
    private final byte[] headers;
    private final byte[] body;
    private final byte[] reply;
    private byte[] answerHeaders = NOTHING;
    private @Nullable HostedStream written;
    private @Nullable Supplier<byte[]> rest;
    private boolean passing;

    /// @param publisher · who asks; null for the server itself
    /// @param names     · what follows the method in the subject: stream, consumer, and more
    public ApiCall(
            AccountStreams streams,
            @Nullable Subscriber publisher,
            List<String> names,
            byte[] headers,
            byte[] body,
            byte[] reply) {
        this.publisher = publisher;
        this.streams = streams;
        this.names = names;
        this.headers = headers;
        this.body = body;
        this.reply = reply;
    }

    public AccountStreams streams() {
        return streams;
    }

    /// Who asks, for those who want to know.
    public Requester requester() {
        String server = streams.server().name();
        return publisher instanceof Session session ? requester(session, server) : Requester.unknown(server);
    }

    /// What is said of a client is read while its lane may change it, as monitoring does.
    private static Requester requester(Session session, String server) {
        Identity identity = session.identity();
        boolean webSocket = session.arrival().kind() == Arrival.Kind.WEBSOCKET;
        return new Requester(
                session.start(),
                session.arrival().remoteHost(),
                session.id(),
                identity == null ? "" : identity.account().name(),
                session.options().claimedUser(),
                session.options().name(),
                session.options().lang(),
                session.options().version(),
                session.heartbeat().roundTripNanos(),
                server,
                "",
                webSocket ? "websocket" : "nats");
    }

    /// Its answer is none of those that are counted, or that are told to who watches the API.
    public void pass() {
        passing = true;
    }

    public boolean passing() {
        return passing;
    }

    /// What follows the method in the subject.
    public List<String> names() {
        return names;
    }

    /// The value of a header; empty if it is not there.
    ///
    /// @param name · as it is written
    public String header(String name) {
        String begin = name + ":";
        return headers.length == 0
                ? ""
                : new String(headers, UTF_8)
                        .lines()
                        .filter(line -> line.startsWith(begin))
                        .findFirst()
                        .map(line -> line.substring(begin.length()).strip())
                        .orElse("");
    }

    public byte[] body() {
        return body;
    }

    /// Whether nothing is asked: there is no body, or it is an object without fields.
    public boolean bodyIsEmpty() {
        return body.length == 0 || bodyIsEmptyObject();
    }

    private boolean bodyIsEmptyObject() {
        int found = 0;
        for (byte each : body) {
            if (each == ' ' || each == '\t' || each == '\r' || each == '\n') {
                continue;
            }
            if (found == EMPTY_OBJECT.length || each != EMPTY_OBJECT[found]) {
                return false;
            }
            found++;
        }
        return found == EMPTY_OBJECT.length;
    }

    /// The body if it could be JSON, and none otherwise. Other bodies mean nothing where a request may be empty.
    public byte[] bodyIfJson() {
        for (byte each : body) {
            if (each > ' ') {
                return each == '{' || each == '[' ? body : NOTHING;
            }
        }
        return NOTHING;
    }

    /// The body must not be empty.
    public void requireSomething() {
        if (bodyIsEmpty()) {
            throw JetStreamError.BAD_REQUEST.failure();
        }
    }

    /// Empty if nobody wants an answer.
    public byte[] reply() {
        return reply;
    }

    public String streamName() {
        return names.getFirst();
    }

    /// The stream that the subject names.
    public HostedStream stream() {
        HostedStream stream = streams.find(streamName());
        if (stream == null) {
            throw JetStreamError.STREAM_NOT_FOUND.failure();
        }
        return stream;
    }

    /// The stream that the subject names, to be changed.
    ///
    /// @throws io.natterjack.domain.jetstream.error.ApiFailure if there is none, or its storage takes nothing more
    public HostedStream writableStream() {
        HostedStream stream = stream();
        requireWritable(stream);
        return stream;
    }

    private static void requireWritable(HostedStream stream) {
        String frozen = stream.stream().frozenFor();
        if (!frozen.isEmpty()) {
            throw JetStreamError.STREAM_STORE_FAILED.failure("stream is frozen: " + frozen);
        }
    }

    /// The consumer that the subject names behind its stream.
    public HostedConsumer consumer() {
        HostedConsumer consumer = stream().consumer(names.get(1));
        if (consumer == null) {
            throw JetStreamError.CONSUMER_NOT_FOUND.failure();
        }
        return consumer;
    }

    /// The consumer that the subject names, to be changed.
    ///
    /// @throws io.natterjack.domain.jetstream.error.ApiFailure if there is none, or its storage takes nothing more
    public HostedConsumer writableConsumer() {
        HostedConsumer consumer = consumer();
        requireWritable(consumer.stream());
        return consumer;
    }

    /// Reads what is asked about streams.
    public StreamRequests streamRequests() {
        return new StreamRequests(streams.settings().strict());
    }

    /// Reads what is asked about consumers.
    public ConsumerRequests consumerRequests() {
        return new ConsumerRequests(streams.settings().strict());
    }

    /// Describes streams and consumers.
    public Documents documents() {
        return new Documents(streams);
    }

    /// The body has to be empty.
    public void requireNothing() {
        if (!bodyIsEmpty()) {
            throw JetStreamError.NOT_EMPTY_REQUEST.failure();
        }
    }

    /// The request has changed a stream, and is answered when that is safe.
    ///
    /// @throws io.natterjack.domain.jetstream.error.ApiFailure if it will never be
    public void answerWhenSafe(HostedStream changed) {
        requireWritable(changed);
        written = changed;
        changed.stream().touch();
        changed.activate();
    }

    /// There is more to do before there is an answer; others go first.
    ///
    /// @param next · called once, as a method is
    void continueWith(Supplier<byte[]> next) {
        rest = next;
    }

    public boolean hasRest() {
        return rest != null;
    }

    /// What is to be done before there is an answer, which is nobody else's business any more; null for nothing.
    public @Nullable Supplier<byte[]> takeRest() {
        Supplier<byte[]> taken = rest;
        if (taken != null) {
            rest = null;
            written = null;
        }
        return taken;
    }

    /// The answer has headers before its document.
    void answerWithHeaders(byte[] block) {
        answerHeaders = block;
    }

    /// The block that stands before the document of an answer; empty for none, as always if the answer is an error.
    public byte[] answerHeaders() {
        return answerHeaders;
    }

    /// Null if it can be answered at once.
    public @Nullable HostedStream written() {
        return written;
    }
}
