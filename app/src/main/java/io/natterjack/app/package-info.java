/// The `nats-server` executable, and the broker inside a JVM.
///
/// Start at [io.natterjack.app.Main] for the one and at [io.natterjack.app.NatsServer] for the other; both build
/// what [io.natterjack.app.wiring.ServerComponent] lists from what [io.natterjack.app.config] has read.
@NullMarked
package io.natterjack.app;

import org.jspecify.annotations.NullMarked;
