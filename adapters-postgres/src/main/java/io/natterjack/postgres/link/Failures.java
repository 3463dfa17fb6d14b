package io.natterjack.postgres.link;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Set;
import javax.net.ssl.SSLException;

/// What a failure of the database means for what was asked.
public final class Failures {
    /// A second look is worth it: the same statement can succeed when somebody has put something right.
    private static final Set<String> BROKEN_CLASSES = Set.of("22", "23", "42", "0A");

    private static final String NO_PRIVILEGE = "42501";

    /// By an administrator, because no session of ours limits how long a statement may take.
    private static final String CANCELED = "57014";

    /// A connection that has ended, or has never come to be.
    static final String LOST = "08006";

    /// What is wrong with a database that says nothing.
    static final String SILENT = "the database does not answer";

    private Failures() {}

    /// Whether asking again cannot help: a table is not what it was, or it refuses what is in a message.
    public static boolean isBroken(SQLException failure) {
        String state = state(failure);
        return state.length() == 5 && BROKEN_CLASSES.contains(state.substring(0, 2)) && !state.equals(NO_PRIVILEGE);
    }

    /// Whether somebody else held a lock for too long.
    public static boolean isLocked(SQLException failure) {
        return state(failure).equals("55P03");
    }

    /// Whether nobody could be asked at all, because the database is not there, not yet there, or full of others. Whom
    /// it has sent away may not come again with the same settings.
    public static boolean isAway(SQLException failure) {
        String state = state(failure);
        boolean refused = state.equals("08004") || failure.getCause() instanceof SSLException;
        return (isLost(failure) || state.equals("53300")) && !refused;
    }

    /// Whether the same may well succeed in a moment: nobody answers, all connections are taken, somebody has locked
    /// what is asked for, or has cut us off.
    public static boolean isPassing(SQLException failure) {
        return isLost(failure)
                || isLocked(failure)
                || state(failure).startsWith("53")
                || state(failure).equals(CANCELED);
    }

    /// Whether the database may be away, rather than unable to do what was asked.
    public static boolean isLost(SQLException failure) {
        return state(failure).startsWith("08") || state(failure).startsWith("57P");
    }

    private static String state(SQLException failure) {
        String state = failure.getSQLState();
        return state == null ? "" : state;
    }

    /// The driver has no codes for what goes wrong before it is let in.
    private static String encryption(String text) {
        if (text.contains("PKIX")) {
            return "ssl_root_cert has to hold the authority that has signed the server's certificate";
        }
        if (text.contains("could not be verified by hostnameverifier")) {
            return "the certificate has to name the host of the url, unless ssl_mode is verify-ca";
        }
        if (text.contains("does not support SSL")) {
            return "switch ssl on in postgresql.conf, or choose another ssl_mode";
        }
        return text.contains("root certificate") ? "set ssl_root_cert" : "";
    }

    /// The cause in one line, without its number.
    static String text(SQLException failure) {
        return failure.getCause() instanceof SocketTimeoutException
                ? SILENT
                : String.valueOf(failure.getMessage()).replaceAll("\\s*\\R\\s*", " ");
    }

    /// Cause and, where there is one, the way out, in one line.
    public static String describe(SQLException failure) {
        String state = state(failure);
        String text = text(failure);
        String fix = switch (state) {
            case "28P01", "28000" -> "check user, password, ssl_mode and pg_hba.conf";
            case "3D000" -> "create the database or correct the url";
            case "42501" -> "grant the role what it lacks; it should own the schema";
            case "3F000" -> "grant the role USAGE and CREATE on the schema; it should own it";
            case "25006" -> "the database is read-only: connect to the primary";
            case "53100" -> "make room on the disk of the database";
            case "53300" -> "raise max_connections or lower pool_size";
            case "57P01", "57P02", "57P03" -> "PostgreSQL is being stopped or started";
            case "55P03" -> "another session holds a lock: look into pg_locks";
            case "08001" -> "check that PostgreSQL runs there and takes connections";
            default -> encryption(text);
        };
        String coded = state.isEmpty() ? text : text + " (" + state + ")";
        return fix.isEmpty() ? coded : coded + ": " + fix;
    }
}
