/// What an operator can decide about the broker, as values. The configuration file and the embedding API both end here.
///
/// Start at [io.natterjack.domain.settings.BrokerSettings]. Settings are immutable; a reload hands in new ones.
@NullMarked
package io.natterjack.domain.settings;

import org.jspecify.annotations.NullMarked;
