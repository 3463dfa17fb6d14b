/// What one event loop is to the broker: a lane, and the memory that its connections share.
///
/// Start at [io.natterjack.netty.loop.LoopLane].
@NullMarked
package io.natterjack.netty.loop;

import org.jspecify.annotations.NullMarked;
