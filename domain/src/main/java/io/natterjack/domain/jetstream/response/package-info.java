/// What JetStream answers, as the bytes of JSON.
///
/// Start at [io.natterjack.domain.jetstream.response.ResponseKind]: every answer is of a kind, and every kind has
/// a form for what went wrong.
@NullMarked
package io.natterjack.domain.jetstream.response;

import org.jspecify.annotations.NullMarked;
