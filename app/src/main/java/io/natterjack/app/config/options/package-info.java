/// What the operator decided, as values: the command line and the configuration file together.
///
/// Start at [io.natterjack.app.config.options.ServerOptions]. Everything here is immutable.
@NullMarked
package io.natterjack.app.config.options;

import org.jspecify.annotations.NullMarked;
