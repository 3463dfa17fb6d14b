/// Where messages for streams and consumers come in, also before these are there.
///
/// Start at [io.natterjack.domain.jetstream.intake.StreamInlet].
@NullMarked
package io.natterjack.domain.jetstream.intake;

import org.jspecify.annotations.NullMarked;
