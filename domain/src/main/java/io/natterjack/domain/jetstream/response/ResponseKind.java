package io.natterjack.domain.jetstream.response;

import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.jetstream.json.JsonOut;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// The kinds of answers. Some have fields that are there whatever happened.
public enum ResponseKind {
    SYSTEM("system_response"),
    ACCOUNT_INFO("account_info_response"),
    STREAM_CREATE("stream_create_response"),
    STREAM_UPDATE("stream_update_response"),
    STREAM_INFO("stream_info_response") {
        @Override
        void always(JsonOut out) {
            Page.NONE.write(out);
        }
    },
    STREAM_NAMES("stream_names_response") {
        @Override
        void always(JsonOut out) {
            Page.NONE.write(out).texts("streams", null);
        }
    },
    STREAM_LIST("stream_list_response") {
        @Override
        void always(JsonOut out) {
            Page.NONE.write(out).texts("streams", List.of());
        }
    },
    STREAM_DELETE("stream_delete_response"),
    STREAM_PURGE("stream_purge_response") {
        @Override
        void always(JsonOut out) {
            out.field("purged", 0);
        }
    },
    STREAM_MESSAGE_GET("stream_msg_get_response"),
    STREAM_MESSAGE_DELETE("stream_msg_delete_response"),
    STREAM_SNAPSHOT("stream_snapshot_response"),
    STREAM_RESTORE("stream_restore_response") {
        @Override
        void always(JsonOut out) {
            out.field("deliver_subject", "");
        }
    },
    STREAM_LEADER_STEPDOWN("stream_leader_stepdown_response"),
    STREAM_PEER_REMOVE("stream_remove_peer_response"),
    STREAM_PEER_EVACUATE("stream_evacuate_peer_response"),
    STREAM_CANCEL_MOVE("stream_cancel_move_response"),
    CONSUMER_CREATE("consumer_create_response"),
    CONSUMER_INFO("consumer_info_response"),
    CONSUMER_NAMES("consumer_names_response") {
        @Override
        void always(JsonOut out) {
            Page.NONE.write(out).texts("consumers", List.of());
        }
    },
    CONSUMER_LIST("consumer_list_response") {
        @Override
        void always(JsonOut out) {
            Page.NONE.write(out).texts("consumers", List.of());
        }
    },
    CONSUMER_DELETE("consumer_delete_response"),
    CONSUMER_PAUSE("consumer_pause_response") {
        @Override
        void always(JsonOut out) {
            out.field("paused", false).field("pause_until", (Instant) null);
        }
    },
    CONSUMER_UNPIN("consumer_unpin_response"),
    CONSUMER_RESET("consumer_reset_response") {
        @Override
        void always(JsonOut out) {
            out.field("reset_seq", 0);
        }
    },
    CONSUMER_LEADER_STEPDOWN("consumer_leader_stepdown_response"),
    CONSUMER_PEER_REMOVE("consumer_remove_peer_response"),
    CONSUMER_PEER_EVACUATE("consumer_evacuate_peer_response");

    private final String type;

    ResponseKind(String name) {
        this.type = "io.nats.jetstream.api.v1." + name;
    }

    /// The fields that are there whatever happened.
    void always(JsonOut out) {}

    /// Its name in JSON.
    public String type() {
        return type;
    }

    /// An answer that says what went wrong.
    public byte[] failure(ApiError error) {
        return JsonOut.document(error, (said, out) -> {
            out.field("type", type).field("error", said, ApiError::write);
            always(out);
        });
    }

    /// An answer that says only that it is done.
    public byte[] done() {
        return answer(out -> out.field("success", true));
    }

    /// An answer with these fields.
    byte[] answer(Consumer<JsonOut> fields) {
        return JsonOut.document(this, (kind, out) -> {
            out.field("type", kind.type);
            fields.accept(out);
        });
    }
}
