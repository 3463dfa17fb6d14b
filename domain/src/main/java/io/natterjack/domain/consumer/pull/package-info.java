/// Pull requests: what they ask for, the queue they wait in, and which of them is served next.
///
/// Start at [io.natterjack.domain.consumer.pull.WaitingRequests].
@NullMarked
package io.natterjack.domain.consumer.pull;

import org.jspecify.annotations.NullMarked;
