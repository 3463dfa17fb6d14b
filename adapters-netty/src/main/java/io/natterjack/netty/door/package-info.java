/// The way of a client to the broker: accepted, perhaps announced by a proxy, secured or upgraded, and greeted.
///
/// Start at [io.natterjack.netty.door.Door].
@NullMarked
package io.natterjack.netty.door;

import org.jspecify.annotations.NullMarked;
