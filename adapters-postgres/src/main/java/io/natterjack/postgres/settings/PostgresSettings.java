package io.natterjack.postgres.settings;

import java.util.Map;
import java.util.Properties;

/// What the operator has decided about the database.
///
/// @param url             · as JDBC takes it, without credentials
/// @param user            · whom to connect as
/// @param password        · empty for none
/// @param schema          · where the tables live; lower case, so that nobody has to quote it
/// @param poolSize        · connections that may be open at a time, those of the writers included
/// @param writers         · threads that write, each with a connection of its own
/// @param pendingBytesMax · how much may wait to be written before new messages are refused
/// @param cacheBytes      · how much of what is written stays in memory to be read
/// @param indexBytesMax   · how much memory may be taken by what is known of all messages
/// @param batchBytesMax   · how much goes into one transaction, unless a single commit of a stream is larger
/// @param deadAfterSeconds · how long PostgreSQL keeps a session, and with it a lock, of a host that gives
///                           no sign of life
/// @param driver          · properties of the driver: encryption, time limits
public record PostgresSettings(
        String url,
        String user,
        String password,
        String schema,
        int poolSize,
        int writers,
        long pendingBytesMax,
        long cacheBytes,
        long indexBytesMax,
        long batchBytesMax,
        int deadAfterSeconds,
        Map<String, String> driver) {
    public PostgresSettings {
        driver = Map.copyOf(driver);
    }

    /// The driver's properties, credentials included.
    public Properties properties(String applicationName) {
        Properties properties = new Properties();
        driver.forEach(properties::setProperty);
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("currentSchema", schema);
        properties.setProperty("ApplicationName", applicationName);
        return properties;
    }

    /// Shows everything but the password.
    @Override
    public String toString() {
        return url + " as " + user + ", schema " + schema;
    }
}
