package io.natterjack.app.config.tls;

import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.syntax.Block;
import io.natterjack.app.config.syntax.Value;
import io.natterjack.app.config.unbuilt.Unbuilt;
import io.natterjack.domain.text.GoQuoted;

/// Reads `ocsp_peer`: whether certificates of clients are checked for revocation.
final class OcspPeer {
    private static final String CONVERSION = "error parsing tls peer config, conversion error: ";

    private OcspPeer() {}

    static void read(Entry entry) {
        boolean wanted = switch (entry.value()) {
            case Value.Truth truth -> truth.on();
            case Block _ -> block(entry);
            default -> throw entry.bad("error parsing ocsp peer config: unsupported type map[string]interface {}");
        };
        if (wanted) {
            Unbuilt.meet("tls.ocsp_peer", entry);
        }
    }

    private static boolean block(Entry ocsp) {
        boolean[] verify = {false};
        ocsp.each(entry -> {
            switch (entry.name()) {
                case "verify" -> verify[0] = truth(entry);
                case "warn_only", "unknown_is_good", "allow_when_ca_unreachable" -> truth(entry);
                case "allowed_clockskew", "ca_timeout", "cache_ttl_when_next_update_unset" ->
                    TlsReader.seconds(entry, CONVERSION);
                default -> throw unknown(entry);
            }
        });
        return verify[0];
    }

    private static boolean truth(Entry entry) {
        if (entry.value() instanceof Value.Truth truth) {
            return truth.on();
        }
        throw unknown(entry);
    }

    private static RuntimeException unknown(Entry entry) {
        return entry.bad("error parsing tls peer config, unknown field [" + GoQuoted.text(entry.key()) + "]");
    }
}
