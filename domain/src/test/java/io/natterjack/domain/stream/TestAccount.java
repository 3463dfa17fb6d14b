package io.natterjack.domain.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.memory.MemoryStorage;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.config.StreamSource;
import io.natterjack.domain.stream.message.Publication;
import io.natterjack.ports.contract.storage.strict.StrictStorage;
import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageListener;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An account with streams in memory, a clock that is moved by hand, and a list of what was published into it.
final class TestAccount extends IdleHost implements StorageListener {
    static final long START = 1_800_000_000_000_000_000L;
    static final long SECOND = 1_000_000_000;

    private final Storage storage = new StrictStorage(new MemoryStorage());
    private final Map<String, Stream> streams = new HashMap<>();
    private final Map<String, String> identities = new HashMap<>();
    private final List<Sent> sent = new ArrayList<>();
    private final List<String> full = new ArrayList<>();
    private final List<String> abandoned = new ArrayList<>();
    private @Nullable ApiError refusal;
    private int payloadBytesMax = 1 << 20;

    TestAccount() {
        super(7, START);
    }

    /// What was published into the account.
    record Sent(String subject, String headers, String body) {}

    Stream create(StreamConfig config) {
        StreamOptions options = Stream.options(config, Durability.MEMORY);
        StoredStream stored = storage.create(new StreamKey("A", config.name()), options, new byte[0], this);
        Stream stream = new Stream(this, "", config, stored);
        streams.put(config.name(), stream);
        return stream;
    }

    /// Gives a stream something that tells it from others of its name.
    void identify(String stream, String identity) {
        identities.put(stream, identity);
    }

    /// Ends a stream for good.
    void delete(Stream stream) {
        streams.remove(stream.name());
        stream.close();
        storage.delete(new StreamKey("A", stream.name()));
    }

    /// Closes a stream and opens it again.
    Stream restart(Stream stream) {
        stream.close();
        StoredStream stored = storage.open(new StreamKey("A", stream.name()), Durability.DISK, this);
        Stream again = new Stream(this, "", stream.config(), stored);
        streams.put(stream.name(), again);
        again.recover();
        again.endPass();
        return again;
    }

    /// Publishes, ends the pass, and returns the answer.
    String ask(Stream stream, String subject, String body, String... headers) {
        int before = sent.size();
        stream.publish(message(subject, body, headers).reply(new byte[] {'r'}, 0, 1));
        stream.endPass();
        return before == sent.size() ? "" : sent.getLast().body();
    }

    static Publication message(String subject, String body, String... headers) {
        StringBuilder block = new StringBuilder();
        if (headers.length > 0) {
            block.append("NATS/1.0\r\n");
            for (int at = 0; at < headers.length; at += 2) {
                block.append(headers[at]).append(": ").append(headers[at + 1]).append("\r\n");
            }
            block.append("\r\n");
        }
        byte[] payload = (block + body).getBytes(UTF_8);
        int headerLength = block.toString().getBytes(UTF_8).length;
        return new Publication().to(subject).payload(payload, 0, headerLength, payload.length);
    }

    /// Moves the clock, step by step, and does what is due.
    void pass(long nanos) {
        advance(nanos, () -> streams.values().forEach(Stream::endPass));
    }

    void limitPayload(int bytesMax) {
        payloadBytesMax = bytesMax;
    }

    @Override
    public int payloadBytesMax() {
        return payloadBytesMax;
    }

    void refuse(@Nullable ApiError error) {
        refusal = error;
    }

    List<Sent> sent() {
        return sent;
    }

    /// Streams that had no room, as often as they had none.
    List<String> outOfStorage() {
        return full;
    }

    List<String> abandonedBatches() {
        return abandoned;
    }

    @Override
    public void publish(Publication message) {
        String headers = new String(message.payload(), message.payloadFrom(), message.headerLength(), UTF_8);
        String body = new String(message.payload(), message.bodyFrom(), message.bodyLength(), UTF_8);
        sent.add(new Sent(message.subjectText(), headers, body));
    }

    @Override
    public @Nullable ApiError refusal(Stream stream, long bytes) {
        return refusal;
    }

    @Override
    public void outOfStorage(Stream stream) {
        full.add(stream.name());
    }

    @Override
    public void batchAbandoned(Stream stream, String batch, String reason) {
        abandoned.add(batch + " " + reason);
    }

    @Override
    public @Nullable Origin origin(StreamSource source) {
        if (source.external() != null) {
            return null;
        }
        return new Origin(streams.get(source.name()), identities.getOrDefault(source.name(), ""));
    }

    @Override
    public void durable(long ticket) {}

    @Override
    public void frozen(String why) {}
}
