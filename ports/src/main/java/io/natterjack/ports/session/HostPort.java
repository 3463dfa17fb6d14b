package io.natterjack.ports.session;

/// An address to listen on or to connect to.
///
/// @param host · a name or a numeric address, without brackets
/// @param port · 0 to 65535; -1 asks for any free port
public record HostPort(String host, int port) {
    public HostPort {
        if (port < -1 || port > 65_535) {
            throw new IllegalArgumentException("expected a port from -1 to 65535, but found " + port);
        }
    }

    /// `host:port`, with brackets around an IPv6 address.
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
