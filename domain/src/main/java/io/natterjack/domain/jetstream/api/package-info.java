/// What clients ask the server about streams and consumers: `$JS.API.…`.
///
/// Start at [io.natterjack.domain.jetstream.api.Api], which hears the requests of one account. Its table of
/// [io.natterjack.domain.jetstream.api.call.ApiMethod]s says who answers which.
@NullMarked
package io.natterjack.domain.jetstream.api;

import org.jspecify.annotations.NullMarked;
