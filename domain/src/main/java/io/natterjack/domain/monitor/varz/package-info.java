/// The page `/varz`: the server as a whole.
///
/// Start at [io.natterjack.domain.monitor.varz.ServerPage]. The page is one flat object of some seventy fields; the
/// records here are its sections, in the order in which they are shown.
@NullMarked
package io.natterjack.domain.monitor.varz;

import org.jspecify.annotations.NullMarked;
