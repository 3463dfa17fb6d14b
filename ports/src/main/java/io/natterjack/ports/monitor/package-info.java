/// How the monitoring pages are asked for.
///
/// Start at [io.natterjack.ports.monitor.MonitorGateway].
@NullMarked
package io.natterjack.ports.monitor;

import org.jspecify.annotations.NullMarked;
