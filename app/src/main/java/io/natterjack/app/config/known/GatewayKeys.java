package io.natterjack.app.config.known;

import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.syntax.Block;
import io.natterjack.app.config.syntax.Value;
import io.natterjack.app.config.unbuilt.Keys;

/// Checks a `gateway` block.
final class GatewayKeys {
    private static final Keys REMOTE = new Keys("gateway.gateways")
            .text("name")
            .with(ClusterKeys::tls, "tls")
            .with(GatewayKeys::url, "url")
            .with(entry -> Urls.checkAll(entry, "gateway"), "urls");

    private static final Keys GATEWAY = new Keys("gateway")
            .with(entry -> ClusterKeys.name(entry, "gateway"), "name")
            .address("listen")
            .number("port")
            .text("host", "net")
            .with(entry -> ClusterKeys.authorization(entry, "Gateway"), "authorization")
            .with(ClusterKeys::tls, "tls")
            .text("advertise")
            .number("connect_retries")
            .truth("connect_backoff")
            .with(GatewayKeys::remotes, "gateways")
            .truth("reject_unknown", "reject_unknown_cluster")
            .duration("write_deadline")
            .with(KnownSection::writeTimeout, "write_timeout");

    private GatewayKeys() {}

    static boolean check(Entry entry) {
        if (!(entry.value() instanceof Block)) {
            throw entry.bad("Expected gateway to be a map, got " + entry.typeName());
        }
        GATEWAY.check(entry);
        return true;
    }

    private static boolean url(Entry entry) {
        Urls.check(entry, "gateway");
        return true;
    }

    private static boolean remotes(Entry entry) {
        if (!(entry.value() instanceof Value.Sequence)) {
            throw entry.bad("Expected gateways field to be an array, got " + entry.typeName());
        }
        entry.eachItem(item -> {
            if (!(item.value() instanceof Block)) {
                throw item.bad("Expected gateway entry to be a map/struct, got "
                        + item.value().shown());
            }
            REMOTE.check(item);
        });
        return true;
    }
}
