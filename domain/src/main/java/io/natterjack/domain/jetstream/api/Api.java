package io.natterjack.domain.jetstream.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.jetstream.AccountStreams;
import io.natterjack.domain.jetstream.HostedStream;
import io.natterjack.domain.jetstream.api.call.ApiCall;
import io.natterjack.domain.jetstream.api.call.ApiGate;
import io.natterjack.domain.jetstream.api.call.ApiMethod;
import io.natterjack.domain.jetstream.api.call.RequiredApiLevel;
import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.jetstream.error.ApiFailure;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.routing.Subscription;
import io.natterjack.domain.shard.Inbound;
import io.natterjack.domain.shard.Shard;
import io.natterjack.domain.stream.message.Publication;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StorageFullException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/// The API of one account: hears requests, has them answered, and says so to whoever watches.
///
/// A subject that is no method is not answered at all, as in the reference. A request without reply is carried out
/// like any other.
///
/// Confined to the shard.
public final class Api {
    private static final byte[] SID = {'1'};

    private final AccountStreams streams;
    private final Audit audit;
    private final ApiTable table = new ApiTable();
    private final Publication window = new Publication();

    private Api(AccountStreams streams) {
        this.streams = streams;
        this.audit = new Audit(streams);
    }

    /// Answers requests from now on.
    public static void open(AccountStreams streams) {
        Api api = new Api(streams);
        api.listen(AccountStreams.API);
    }

    private void listen(String prefix) {
        int length = prefix.getBytes(UTF_8).length;
        ApiGate gate = new ApiGate(streams, length, message -> receive(message, length));
        streams.listen(new Subscription(gate, prefix + ">", null, SID, false));
    }

    private void receive(Inbound message, int prefixLength) {
        byte[] bytes = message.bytes();
        int from = message.subjectFrom() + prefixLength;
        String subject = new String(bytes, message.subjectFrom(), message.subjectTo() - message.subjectFrom(), UTF_8);
        ApiTable.Found found = table.find(new String(bytes, from, message.subjectTo() - from, UTF_8));
        if (found == null) {
            return;
        }
        ApiCall call = new ApiCall(
                streams,
                message.publisher(),
                found.names(),
                Arrays.copyOfRange(bytes, message.payloadFrom(), message.bodyFrom()),
                Arrays.copyOfRange(bytes, message.bodyFrom(), message.bodyTo()),
                Arrays.copyOfRange(bytes, message.replyFrom(), message.replyTo()));
        ApiMethod method = found.method();
        boolean refused = message.refused();
        finish(subject, method, call, document(method, call, () -> answerOf(method, call, refused)));
    }

    /// Answers, or goes on with what has to be done before, once others have had their turn.
    private void finish(String subject, ApiMethod method, ApiCall call, byte[] answer) {
        Supplier<byte[]> rest = call.takeRest();
        if (rest != null) {
            Shard shard = streams.shard();
            shard.agenda().at(shard.nowNanos() + 1, () -> finish(subject, method, call, document(method, call, rest)));
            return;
        }
        if (call.reply().length > 0) {
            answer(call, answer);
        }
        if (!call.passing()) {
            audit.tell(subject, call, answer);
        }
    }

    private void answer(ApiCall call, byte[] document) {
        byte[] headers = call.answerHeaders();
        byte[] payload = headers.length == 0 ? document : Arrays.copyOf(headers, headers.length + document.length);
        if (headers.length > 0) {
            System.arraycopy(document, 0, payload, headers.length, document.length);
        }
        window.to(call.reply(), 0, call.reply().length).payload(payload, 0, headers.length, payload.length);
        HostedStream written = call.written();
        if (written == null) {
            streams.publish(window);
        } else {
            written.stream().publishWhenDurable(window);
        }
    }

    private byte[] answerOf(ApiMethod method, ApiCall call, boolean refused) {
        if (refused) {
            throw JetStreamError.STREAM_TOO_MANY_REQUESTS.failure();
        }
        if (method.level() == ApiMethod.Level.FIRST) {
            RequiredApiLevel.check(call);
        }
        if (!streams.usage().allowed()) {
            throw JetStreamError.NOT_ENABLED_FOR_ACCOUNT.failure();
        }
        return method.answer().apply(call);
    }

    private byte[] document(ApiMethod method, ApiCall call, Supplier<byte[]> work) {
        ApiError error;
        try {
            byte[] answer = work.get();
            if (!call.hasRest()) {
                count(call, false);
            }
            return answer;
        } catch (ApiFailure e) {
            error = e.error();
        } catch (IllegalArgumentException e) {
            error = JetStreamError.STREAM_INVALID_CONFIG.with(String.valueOf(e.getMessage()));
        } catch (StorageFullException _) {
            error = JetStreamError.STORAGE_RESOURCES_EXCEEDED.with();
        } catch (StorageException e) {
            error = JetStreamError.STREAM_GENERAL.with(String.valueOf(e.getMessage()));
        }
        count(call, true);
        return method.kind().failure(error);
    }

    private void count(ApiCall call, boolean failed) {
        if (!call.passing()) {
            streams.usage().asked(failed);
        }
    }

    /// For tables of methods.
    static List<String> split(String names) {
        return names.isEmpty() ? List.of() : List.of(names.split("\\.", -1));
    }
}
