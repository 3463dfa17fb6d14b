/// Requests and messages that no client would send, and what a broker with streams makes of them. Start with
/// `MutatedRequestsTest`.
@NullMarked
package io.natterjack.domain.jetstream.fuzz;

import org.jspecify.annotations.NullMarked;
