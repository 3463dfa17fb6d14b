/// The page `/connz`: who is connected, and who was.
///
/// Start at [io.natterjack.domain.monitor.connz.ConnectionsPage].
@NullMarked
package io.natterjack.domain.monitor.connz;

import org.jspecify.annotations.NullMarked;
