/// The names in a client certificate that may be the name of a user.
///
/// Start at [io.natterjack.domain.auth.certificate.CertificateNames].
@NullMarked
package io.natterjack.domain.auth.certificate;

import org.jspecify.annotations.NullMarked;
