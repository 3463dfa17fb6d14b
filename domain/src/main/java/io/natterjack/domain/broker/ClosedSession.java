package io.natterjack.domain.broker;

import io.natterjack.domain.session.Session;
import io.natterjack.ports.session.CloseReason;
import io.natterjack.ports.session.Traffic;
import java.time.Instant;

/// What is remembered of a client that has gone.
///
/// @param session · holds no buffers any more
/// @param traffic · in the end
/// @param stop    · when it went
/// @param reason  · why
public record ClosedSession(Session session, Traffic traffic, Instant stop, CloseReason reason) {}
