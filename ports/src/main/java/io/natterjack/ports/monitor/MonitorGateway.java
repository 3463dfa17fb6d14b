package io.natterjack.ports.monitor;

/// The monitoring pages of the broker, as an HTTP server sees them.
///
/// **Threading.** Any thread but a lane's: a page may visit every connection.
///
/// **Ownership.** Request and reply are values.
///
/// **Failure.** Bad requests are answered with a status of 400 and more. Nothing is thrown.
@FunctionalInterface
public interface MonitorGateway {
    MonitorReply get(MonitorRequest request);
}
