/// The keys that NATS names everything by: ed25519 keys as text with a type letter and a checksum.
///
/// Start at [io.natterjack.domain.auth.nkey.PublicNkey] to check a signature, and at
/// [io.natterjack.domain.auth.nkey.NkeyPair] for keys of one's own.
@NullMarked
package io.natterjack.domain.auth.nkey;

import org.jspecify.annotations.NullMarked;
