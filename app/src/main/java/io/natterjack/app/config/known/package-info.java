/// Blocks and keys of the reference that are looked at, so that mistakes in them are found, and have no effect yet.
///
/// Start at [io.natterjack.app.config.known.KnownSection]. What is done about each is in the table of
/// `app.config.unbuilt`.
@NullMarked
package io.natterjack.app.config.known;

import org.jspecify.annotations.NullMarked;
