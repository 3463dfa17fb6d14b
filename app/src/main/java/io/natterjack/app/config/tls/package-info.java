/// The `tls` block, which stands in many places with the same keys.
///
/// Start at [io.natterjack.app.config.tls.TlsReader].
@NullMarked
package io.natterjack.app.config.tls;

import org.jspecify.annotations.NullMarked;
