/// Keeps Netty from talking, and from watching itself, where nobody has asked for it.
///
/// Start at [io.natterjack.netty.quiet.NettyDefaults].
@NullMarked
package io.natterjack.netty.quiet;

import org.jspecify.annotations.NullMarked;
