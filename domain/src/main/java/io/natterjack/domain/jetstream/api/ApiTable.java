package io.natterjack.domain.jetstream.api;

import io.natterjack.domain.jetstream.api.call.ApiCall;
import io.natterjack.domain.jetstream.api.call.ApiMethod;
import io.natterjack.domain.jetstream.api.call.ApiMethod.Level;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.jetstream.response.ResponseKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Every method of the API, by what its subject starts with.
final class ApiTable {
    private static final int TOKENS_MAX = 3;

    private final Map<String, ApiMethod> methods = new HashMap<>();

    ApiTable() {
        put("INFO", ResponseKind.ACCOUNT_INFO, 0, AccountMethods::info);
        putStreams();
        putConsumers();
        putCluster();
    }

    private void putStreams() {
        put("STREAM.CREATE", ResponseKind.STREAM_CREATE, 1, StreamMethods::create);
        put("STREAM.UPDATE", ResponseKind.STREAM_UPDATE, 1, StreamMethods::update);
        put("STREAM.INFO", ResponseKind.STREAM_INFO, 1, StreamLists::info);
        put("STREAM.NAMES", ResponseKind.STREAM_NAMES, 0, StreamLists::names);
        put("STREAM.LIST", ResponseKind.STREAM_LIST, 0, StreamLists::list);
        put("STREAM.DELETE", ResponseKind.STREAM_DELETE, 1, StreamMethods::delete);
        put("STREAM.PURGE", ResponseKind.STREAM_PURGE, 1, MessageMethods::purge);
        put("STREAM.SNAPSHOT", ResponseKind.STREAM_SNAPSHOT, 1, TransferMethods::snapshot);
        put("STREAM.RESTORE", ResponseKind.STREAM_RESTORE, 1, TransferMethods::restore);
        put("STREAM.MSG.GET", ResponseKind.STREAM_MESSAGE_GET, 1, MessageGet::answer);
        put("STREAM.MSG.DELETE", ResponseKind.STREAM_MESSAGE_DELETE, 1, MessageMethods::delete);
    }

    private void putConsumers() {
        putLater("CONSUMER.CREATE", ResponseKind.CONSUMER_CREATE, -1, ConsumerMethods::create);
        putLater("CONSUMER.DURABLE.CREATE", ResponseKind.CONSUMER_CREATE, -1, ConsumerMethods::createDurable);
        putLater("CONSUMER.INFO", ResponseKind.CONSUMER_INFO, 2, ConsumerLists::info);
        put("CONSUMER.NAMES", ResponseKind.CONSUMER_NAMES, 1, ConsumerLists::names);
        put("CONSUMER.LIST", ResponseKind.CONSUMER_LIST, 1, ConsumerLists::list);
        put("CONSUMER.DELETE", ResponseKind.CONSUMER_DELETE, 2, ConsumerMethods::delete);
        putLater("CONSUMER.PAUSE", ResponseKind.CONSUMER_PAUSE, 2, ConsumerControls::pause);
        put("CONSUMER.UNPIN", ResponseKind.CONSUMER_UNPIN, 2, ConsumerControls::unpin);
        put("CONSUMER.RESET", ResponseKind.CONSUMER_RESET, 2, ConsumerControls::reset);
    }

    private void putCluster() {
        putLater("STREAM.LEADER.STEPDOWN", ResponseKind.STREAM_LEADER_STEPDOWN, 1, ApiTable::refuseAlone);
        putLater("STREAM.PEER.REMOVE", ResponseKind.STREAM_PEER_REMOVE, 1, ApiTable::refuseAlone);
        putLater("STREAM.PEER.EVACUATE", ResponseKind.STREAM_PEER_EVACUATE, 1, ApiTable::refuseAlone);
        putLater("STREAM.CANCEL_MOVE", ResponseKind.STREAM_CANCEL_MOVE, 1, ApiTable::refuseAlone);
        putLater("CONSUMER.LEADER.STEPDOWN", ResponseKind.CONSUMER_LEADER_STEPDOWN, 2, ApiTable::refuseAlone);
        putLater("CONSUMER.PEER.REMOVE", ResponseKind.CONSUMER_PEER_REMOVE, 2, ApiTable::refuseAlone);
        putLater("CONSUMER.PEER.EVACUATE", ResponseKind.CONSUMER_PEER_EVACUATE, 2, ApiTable::refuseAlone);
    }

    /// This server is alone, and there is nobody to take anything over.
    private static byte[] refuseAlone(ApiCall call) {
        throw JetStreamError.CLUSTER_REQUIRED.failure();
    }

    private void put(String path, ResponseKind kind, int names, Function<ApiCall, byte[]> answer) {
        methods.put(path, new ApiMethod(kind, names, Level.FIRST, answer));
    }

    /// One that complains of its body before it looks at the level, or does not look at it.
    private void putLater(String path, ResponseKind kind, int names, Function<ApiCall, byte[]> answer) {
        methods.put(path, new ApiMethod(kind, names, Level.LATER, answer));
    }

    /// Finds the method of a subject.
    ///
    /// @param subject · what follows `$JS.API.`
    /// @return null if it is none
    @Nullable
    Found find(String subject) {
        int at = 0;
        for (int tokens = 1; tokens <= TOKENS_MAX && at >= 0; tokens++) {
            at = subject.indexOf('.', at == 0 ? 0 : at + 1);
            String path = at < 0 ? subject : subject.substring(0, at);
            ApiMethod method = methods.get(path);
            List<String> names = Api.split(at < 0 ? "" : subject.substring(at + 1));
            if (method != null && method.takes(names.size())) {
                return new Found(method, names);
            }
        }
        return null;
    }

    /// @param names · what follows the method in the subject
    record Found(ApiMethod method, List<String> names) {}
}
