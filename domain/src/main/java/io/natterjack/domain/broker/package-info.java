/// Joins the parts: the only package of the domain that sees all others.
///
/// Start at [io.natterjack.domain.broker.Broker].
@NullMarked
package io.natterjack.domain.broker;

import org.jspecify.annotations.NullMarked;
