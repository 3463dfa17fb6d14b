/// One client from greeting to goodbye.
///
/// Start at [io.natterjack.domain.session.Session], which knows who the client is and hands it its messages. What the
/// client says arrives at [io.natterjack.domain.session.SessionHandler] as bytes and at
/// [io.natterjack.domain.session.ClientCommands] as verbs, and goes on from there to a room for each of them.
@NullMarked
package io.natterjack.domain.session;

import org.jspecify.annotations.NullMarked;
