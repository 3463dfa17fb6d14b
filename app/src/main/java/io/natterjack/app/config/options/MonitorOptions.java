package io.natterjack.app.config.options;

/// Monitoring over HTTP.
///
/// @param host      · where to listen
/// @param httpPort  · 0 for none, -1 for any free one
/// @param httpsPort · 0 for none, -1 for any free one; wins over the other
/// @param basePath  · begins with a slash, and ends with none unless it is one
public record MonitorOptions(String host, int httpPort, int httpsPort, String basePath) {
    public boolean enabled() {
        return httpPort != 0 || httpsPort != 0;
    }

    public boolean secure() {
        return httpsPort != 0;
    }

    /// The port to listen on; 0 if there is nothing to listen for.
    public int port() {
        return secure() ? httpsPort : httpPort;
    }
}
