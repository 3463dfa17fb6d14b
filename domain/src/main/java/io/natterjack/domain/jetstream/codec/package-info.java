/// The documents of JetStream's API as JSON: each class reads or writes one kind of document, field by field in
/// the order of the reference.
///
/// Start at [io.natterjack.domain.jetstream.codec.StreamConfigJson].
@NullMarked
package io.natterjack.domain.jetstream.codec;

import org.jspecify.annotations.NullMarked;
