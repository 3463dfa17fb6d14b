/// One request to the API: what it says, what it is about, and how it is answered.
///
/// Start at [io.natterjack.domain.jetstream.api.call.ApiCall], which every method gets.
@NullMarked
package io.natterjack.domain.jetstream.api.call;

import org.jspecify.annotations.NullMarked;
