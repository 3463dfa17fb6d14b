package io.natterjack.app.cli;

/// The version that this server reports: that of the reference whose behaviour it follows.
///
/// Clients decide by it which features to use. To run a client's suite against fewer features, set another one with the
/// system property `natterjack.version` or the environment variable `NATTERJACK_VERSION`.
public final class ServerVersion {
    private static final String DEFAULT = "2.14.3";

    private ServerVersion() {}

    /// Three numbers with dots, without a `v`.
    public static String current() {
        String property = System.getProperty("natterjack.version", "");
        if (!property.isEmpty()) {
            return property;
        }
        String variable = System.getenv("NATTERJACK_VERSION");
        return variable == null || variable.isEmpty() ? DEFAULT : variable;
    }
}
