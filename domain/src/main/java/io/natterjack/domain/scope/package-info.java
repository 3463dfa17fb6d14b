/// What is around a session: the world as the broker knows it, and what the sessions of one lane share.
///
/// Start at [io.natterjack.domain.scope.LaneScope].
@NullMarked
package io.natterjack.domain.scope;

import org.jspecify.annotations.NullMarked;
