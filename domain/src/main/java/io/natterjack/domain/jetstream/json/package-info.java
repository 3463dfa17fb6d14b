/// JSON as the API of JetStream speaks it: what is written is the same byte for byte, and what cannot be read is
/// refused in the same words.
///
/// Start at [io.natterjack.domain.jetstream.json.JsonReader] and [io.natterjack.domain.jetstream.json.JsonOut].
/// They are our own because clients see both: when a field is left out, how it is escaped, and what is wrong with
/// theirs.
@NullMarked
package io.natterjack.domain.jetstream.json;

import org.jspecify.annotations.NullMarked;
