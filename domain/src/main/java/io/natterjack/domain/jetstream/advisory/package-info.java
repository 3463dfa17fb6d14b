/// What JetStream tells of its own accord, to whoever listens.
///
/// Start at [io.natterjack.domain.jetstream.advisory.Advisory]. Every advisory knows its subject and its JSON.
@NullMarked
package io.natterjack.domain.jetstream.advisory;

import org.jspecify.annotations.NullMarked;
