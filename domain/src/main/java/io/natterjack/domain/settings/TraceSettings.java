package io.natterjack.domain.settings;

/// What is written to the trace log.
///
/// @param protocol      · every protocol message of clients
/// @param systemAccount · those of the system account too
/// @param headersOnly   · of a message, only its headers
/// @param payloadMax    · bytes of a payload shown; 0 for all of it
public record TraceSettings(boolean protocol, boolean systemAccount, boolean headersOnly, int payloadMax) {
    public static final TraceSettings OFF = new TraceSettings(false, false, false, 0);
}
