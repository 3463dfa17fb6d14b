package io.natterjack.domain.jetstream.api;

import io.natterjack.domain.jetstream.api.call.ApiCall;
import io.natterjack.domain.jetstream.error.JetStreamError;

/// What only a cluster can do.
final class ClusterMethods {
    private ClusterMethods() {}

    /// Refused: this server is alone.
    @SuppressWarnings("DoNotCallSuggester") // a row of the table of methods is called like every other
    static byte[] refuse(ApiCall call) {
        throw JetStreamError.CLUSTER_REQUIRED.failure();
    }
}
