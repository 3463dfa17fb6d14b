/// What the server is made of. The only package that knows domain and adapters at the same time.
///
/// Start at [io.natterjack.app.wiring.ServerComponent]: its list of modules is the list of parts.
@NullMarked
package io.natterjack.app.wiring;

import org.jspecify.annotations.NullMarked;
