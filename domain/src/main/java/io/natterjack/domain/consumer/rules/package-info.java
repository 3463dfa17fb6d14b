/// What a consumer may be, and what it may become.
///
/// Start at [io.natterjack.domain.consumer.rules.ConsumerRules]. Everything is a function of a request, of its
/// stream, and of the server's and the account's limits; what is wrong is thrown in the reference's words.
@NullMarked
package io.natterjack.domain.consumer.rules;

import org.jspecify.annotations.NullMarked;
