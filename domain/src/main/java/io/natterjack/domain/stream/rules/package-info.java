/// What a stream may be, and what it may become.
///
/// Start at [io.natterjack.domain.stream.rules.StreamRules]. Everything is a function of a request, of the
/// server's and the account's limits, and of the streams that are there; what is wrong is thrown in the
/// reference's words.
@NullMarked
package io.natterjack.domain.stream.rules;

import org.jspecify.annotations.NullMarked;
