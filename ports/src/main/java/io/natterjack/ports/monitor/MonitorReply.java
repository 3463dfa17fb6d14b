package io.natterjack.ports.monitor;

/// A monitoring page.
///
/// @param status      · HTTP status
/// @param contentType · value of the `Content-Type` header
/// @param body        · UTF-8 text
public record MonitorReply(int status, String contentType, String body) {}
