/// What streams and consumers have in common: how they may be called, and which server they need.
///
/// Start at [io.natterjack.domain.jetstream.asset.ApiLevel].
@NullMarked
package io.natterjack.domain.jetstream.asset;

import org.jspecify.annotations.NullMarked;
