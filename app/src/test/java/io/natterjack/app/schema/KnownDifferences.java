package io.natterjack.app.schema;

import io.natterjack.domain.jetstream.response.ResponseKind;
import java.util.Map;
import java.util.Set;

/// Where the reference itself is not as the schemas say: what they complain of is the same for both.
final class KnownDifferences {
    private static final String API = "io.nats.jetstream.api.v1.";
    private static final String ADVISORY = "io.nats.jetstream.advisory.v1.";
    private static final String CLUSTERS = "there are no clusters yet";
    private static final String SYSTEM = "the system account tells nothing yet";

    private static final String AMBIGUOUS =
            "$: must be valid to one and only one schema, but 2 are valid with indexes '0, 1'";

    /// What a schema complains of, by the type of the document.
    private static final Map<String, Set<String>> COMPLAINTS = Map.ofEntries(
            Map.entry(ResponseKind.STREAM_NAMES.type(), Set.of(AMBIGUOUS)),
            Map.entry(ResponseKind.STREAM_LIST.type(), Set.of(AMBIGUOUS)),
            Map.entry(ResponseKind.CONSUMER_NAMES.type(), Set.of(AMBIGUOUS)),
            Map.entry(ResponseKind.CONSUMER_LIST.type(), Set.of(AMBIGUOUS)),
            Map.entry(ResponseKind.CONSUMER_PAUSE.type(), Set.of(AMBIGUOUS)),
            Map.entry(ResponseKind.CONSUMER_UNPIN.type(), Set.of("$.error: required property 'error' not found")),
            Map.entry(ADVISORY + "nak", Set.of("$.consumer_seq: integer found, string expected")),
            Map.entry(ADVISORY + "terminated", Set.of("$.consumer_seq: integer found, string expected")),
            Map.entry(ADVISORY + "consumer_group_pinned", Set.of("$: required property 'server' not found")),
            Map.entry(ADVISORY + "consumer_group_unpinned", Set.of("$: required property 'server' not found")),
            Map.entry(
                    ADVISORY + "snapshot_create",
                    Set.of(
                            "$: required property 'blocks' not found",
                            "$: required property 'block_size' not found",
                            "$: property 'state' is not defined in the schema and the schema does not allow additional"
                                    + " properties")));

    /// Nobody has published a schema for these.
    static final Set<ResponseKind> WITHOUT_SCHEMA = Set.of(
            ResponseKind.SYSTEM,
            ResponseKind.STREAM_PEER_EVACUATE,
            ResponseKind.STREAM_CANCEL_MOVE,
            ResponseKind.CONSUMER_PEER_REMOVE,
            ResponseKind.CONSUMER_PEER_EVACUATE);

    /// What has a schema and is not emitted, by a server on its own or by ours, and why.
    static final Map<String, String> NOT_EMITTED = Map.ofEntries(
            Map.entry(API + "meta_server_remove_response", CLUSTERS),
            Map.entry(API + "meta_leader_stepdown_response", CLUSTERS),
            Map.entry(API + "account_purge_response", CLUSTERS),
            Map.entry(ADVISORY + "domain_leader_elected", CLUSTERS),
            Map.entry(ADVISORY + "stream_leader_elected", CLUSTERS),
            Map.entry(ADVISORY + "stream_quorum_lost", CLUSTERS),
            Map.entry(ADVISORY + "consumer_leader_elected", CLUSTERS),
            Map.entry(ADVISORY + "consumer_quorum_lost", CLUSTERS),
            Map.entry(ADVISORY + "server_removed", CLUSTERS),
            Map.entry(ADVISORY + "server_out_of_space", "wants a full disk, which RareAdvisoriesTest has"),
            Map.entry(
                    ADVISORY + "api_limit_reached", "wants more requests than may wait, which RareAdvisoriesTest has"),
            Map.entry("io.nats.server.advisory.v1.account_connections", SYSTEM),
            Map.entry("io.nats.server.advisory.v1.client_connect", SYSTEM),
            Map.entry("io.nats.server.advisory.v1.client_disconnect", SYSTEM),
            Map.entry("io.nats.server.metric.v1.service_latency", "there are no exported services yet"));

    private KnownDifferences() {}

    static Set<String> complaints(String type) {
        return COMPLAINTS.getOrDefault(type, Set.of());
    }
}
