package io.natterjack.domain.auth;

import io.natterjack.ports.session.CloseReason;
import java.util.function.Supplier;

/// What became of a login.
public sealed interface LoginVerdict {
    /// The client is who it says, and is now this.
    record Accepted(Identity identity) implements LoginVerdict {}

    /// The client is told `Authorization Violation` and closed.
    ///
    /// @param why    · for the debug log, never for the client; empty if there is nothing to add
    /// @param reason · the connection is closed for
    record Refused(String why, CloseReason reason) implements LoginVerdict {
        public Refused(String why) {
            this(why, CloseReason.AUTHENTICATION_VIOLATION);
        }
    }

    /// The answer costs more than a lane can afford.
    ///
    /// @param proof · to be run once, on any thread; gives [Accepted] or [Refused]
    record Slow(Supplier<LoginVerdict> proof) implements LoginVerdict {}
}
