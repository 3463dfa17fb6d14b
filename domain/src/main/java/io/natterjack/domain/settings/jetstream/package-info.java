/// What an operator can decide about streams: for the server, and for each account.
///
/// Start at [io.natterjack.domain.settings.jetstream.JetStreamSettings].
@NullMarked
package io.natterjack.domain.settings.jetstream;

import org.jspecify.annotations.NullMarked;
