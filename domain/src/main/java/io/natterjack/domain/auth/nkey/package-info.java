/// The keys that NATS names everything by: ed25519 keys as text with a type letter and a checksum.
///
/// Start at [io.natterjack.domain.auth.nkey.PublicNkey], which checks a signature.
@NullMarked
package io.natterjack.domain.auth.nkey;

import org.jspecify.annotations.NullMarked;
