/// Turns TLS settings into what a handshake needs: certificates and keys read from PEM files, and whom to trust.
///
/// Start at [io.natterjack.netty.tls.TlsMaterial].
@NullMarked
package io.natterjack.netty.tls;

import org.jspecify.annotations.NullMarked;
