/// The page `/subsz`: who listens to what, in all accounts.
///
/// Start at [io.natterjack.domain.monitor.subsz.SubscriptionsPage].
@NullMarked
package io.natterjack.domain.monitor.subsz;

import org.jspecify.annotations.NullMarked;
