/// The monitoring pages over HTTP and HTTPS.
///
/// Start at [io.natterjack.netty.monitor.MonitorServer].
@NullMarked
package io.natterjack.netty.monitor;

import org.jspecify.annotations.NullMarked;
