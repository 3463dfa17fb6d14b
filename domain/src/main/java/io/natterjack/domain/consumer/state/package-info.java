/// The state of a consumer as it is kept with its stream.
///
/// Start at [io.natterjack.domain.consumer.state.ConsumerState].
@NullMarked
package io.natterjack.domain.consumer.state;

import org.jspecify.annotations.NullMarked;
