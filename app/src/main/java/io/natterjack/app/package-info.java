/// The `nats-server` executable, and the broker inside a JVM.
@NullMarked
package io.natterjack.app;

import org.jspecify.annotations.NullMarked;
