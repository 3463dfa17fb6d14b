package io.natterjack.domain.jetstream.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Every method of the API, by what its subject starts with.
final class ApiTable {
    private static final int TOKENS_MAX = 3;

    private final Map<String, ApiMethod> methods = new HashMap<>();

    ApiTable() {
        methods.put("INFO", new ApiMethod("account_info", 0, AccountMethods::info));
        methods.put("STREAM.CREATE", new ApiMethod("stream_create", 1, StreamMethods::create));
        methods.put("STREAM.UPDATE", new ApiMethod("stream_update", 1, StreamMethods::update));
        methods.put("STREAM.INFO", new ApiMethod("stream_info", 1, true, StreamLists::info));
        methods.put("STREAM.NAMES", new ApiMethod("stream_names", 0, true, StreamLists::names));
        methods.put("STREAM.LIST", new ApiMethod("stream_list", 0, true, StreamLists::list));
        methods.put("STREAM.DELETE", new ApiMethod("stream_delete", 1, StreamMethods::delete));
        methods.put("STREAM.PURGE", new ApiMethod("stream_purge", 1, MessageMethods::purge));
        methods.put("STREAM.MSG.GET", new ApiMethod("stream_msg_get", 1, MessageGet::answer));
        methods.put("STREAM.MSG.DELETE", new ApiMethod("stream_msg_delete", 1, MessageMethods::delete));
        methods.put("CONSUMER.CREATE", new ApiMethod("consumer_create", -1, ConsumerMethods::create));
        methods.put("CONSUMER.DURABLE.CREATE", new ApiMethod("consumer_create", -1, ConsumerMethods::createDurable));
        methods.put("CONSUMER.INFO", new ApiMethod("consumer_info", 2, ConsumerLists::info));
        methods.put("CONSUMER.NAMES", new ApiMethod("consumer_names", 1, true, ConsumerLists::names));
        methods.put("CONSUMER.LIST", new ApiMethod("consumer_list", 1, true, ConsumerLists::list));
        methods.put("CONSUMER.DELETE", new ApiMethod("consumer_delete", 2, ConsumerMethods::delete));
        methods.put("CONSUMER.PAUSE", new ApiMethod("consumer_pause", 2, ConsumerControls::pause));
        methods.put("CONSUMER.UNPIN", new ApiMethod("consumer_unpin", 2, ConsumerControls::unpin));
        methods.put("CONSUMER.RESET", new ApiMethod("consumer_reset", 2, ConsumerControls::reset));
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
            if (method != null && (method.names() < 0 ? !names.isEmpty() : names.size() == method.names())) {
                return new Found(method, names);
            }
        }
        return null;
    }

    /// @param names · what follows the method in the subject
    record Found(ApiMethod method, List<String> names) {}
}
