package io.natterjack.app.config.reload;

/// What has to be done for a changed option to count.
public enum Concern {
    /// The log is opened anew.
    LOGGING,
    /// What is traced for each client is decided anew.
    TRACING,
    /// Listeners use other certificates or handshake rules for clients that arrive from now on.
    TLS,
    /// Clients are admitted, restricted or sent away by other rules.
    AUTHORIZATION,
    /// Clients are held to other limits.
    LIMITS,
    /// Clients beyond the number allowed are sent away.
    CONNECTIONS,
    /// Clients are told another address.
    ADVERTISE,
    /// The server describes itself differently.
    NAMING,
    /// Streams and consumers may be more or larger.
    JETSTREAM,
    /// The pid file is written.
    PID_FILE,
    /// The ports file is written in another folder.
    PORTS_FILE
}
