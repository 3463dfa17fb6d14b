package io.natterjack.app.config.known;

import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.security.AuthorizationBlock;
import io.natterjack.app.config.syntax.Block;
import io.natterjack.app.config.unbuilt.Keys;
import io.natterjack.domain.text.GoQuoted;

/// Checks an `mqtt` block.
final class MqttKeys {
    private static final int ACK_PENDING_MAX = 0xffff;

    private static final Keys MQTT = new Keys("mqtt")
            .address("listen")
            .number("port")
            .text("host", "net")
            .with(LeafNodeKeys::tls, "tls")
            .with(MqttKeys::authorization, "authorization", "authentication")
            .text("no_auth_user")
            .duration("ack_wait", "ackwait")
            .duration("js_api_timeout", "api_timeout")
            .with(MqttKeys::ackPending, "max_ack_pending", "max_pending", "max_inflight")
            .text("js_domain")
            .number("stream_replicas")
            .with(MqttKeys::consumerReplicas, "consumer_replicas")
            .truth("consumer_memory_storage")
            .duration("consumer_inactive_threshold", "consumer_auto_cleanup")
            .truth("reject_qos2_publish")
            .truth("downgrade_qos2_subscribe");

    private MqttKeys() {}

    static boolean check(Entry entry) {
        if (!(entry.value() instanceof Block block)) {
            throw entry.bad("Expected mqtt to be a map, got " + entry.typeName());
        }
        MQTT.check(entry);
        return !block.entries().isEmpty();
    }

    private static boolean authorization(Entry entry) {
        AuthorizationBlock.readSimple(entry);
        return true;
    }

    private static boolean ackPending(Entry entry) {
        long pending = entry.whole();
        if (pending < 0 || pending > ACK_PENDING_MAX) {
            throw entry.bad("invalid value " + pending + ", should in [0.." + ACK_PENDING_MAX + "] range");
        }
        return true;
    }

    private static boolean consumerReplicas(Entry entry) {
        entry.findings()
                .warning(
                        entry.token(),
                        "invalid use of field " + GoQuoted.text(entry.key())
                                + ": consumer replicas setting ignored in this server version");
        return true;
    }
}
