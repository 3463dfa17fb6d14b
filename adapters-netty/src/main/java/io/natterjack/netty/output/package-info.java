/// The way of bytes to a client: appended by any thread, written in large pieces by whoever has the turn.
///
/// Start at [io.natterjack.netty.output.NettyConnection].
@NullMarked
package io.natterjack.netty.output;

import org.jspecify.annotations.NullMarked;
