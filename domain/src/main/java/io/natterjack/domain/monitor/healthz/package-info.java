/// The page `/healthz`: whether the server does what it is there for.
///
/// Start at [io.natterjack.domain.monitor.healthz.HealthCheck].
@NullMarked
package io.natterjack.domain.monitor.healthz;

import org.jspecify.annotations.NullMarked;
