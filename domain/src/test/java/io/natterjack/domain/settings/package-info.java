/// What settings conclude from each other.
///
/// Start at `JetStreamAllowanceTest`.
@NullMarked
package io.natterjack.domain.settings;

import org.jspecify.annotations.NullMarked;
