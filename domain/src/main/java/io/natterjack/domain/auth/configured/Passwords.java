package io.natterjack.domain.auth.configured;

import io.natterjack.domain.auth.Identity;
import io.natterjack.domain.auth.LoginVerdict;
import io.natterjack.ports.auth.PasswordHashes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;

/// Compares what a client gave with what is configured: a plain text, or a bcrypt hash.
///
/// **Threading.** Any thread.
final class Passwords {
    private static final Pattern BCRYPT = Pattern.compile("\\$2[abxy]\\$\\d{2}\\$.*");

    private final PasswordHashes hashes;

    Passwords(PasswordHashes hashes) {
        this.hashes = hashes;
    }

    /// Plain texts are compared at once, in a time that does not depend on where they differ. A hash takes long on
    /// purpose, and becomes [LoginVerdict.Slow].
    LoginVerdict compare(String configured, String given, Identity identity) {
        byte[] bytes = given.getBytes(StandardCharsets.UTF_8);
        if (hashed(configured)) {
            return new LoginVerdict.Slow(() -> verdict(hashes.matches(bytes, configured), identity));
        }
        return verdict(MessageDigest.isEqual(configured.getBytes(StandardCharsets.UTF_8), bytes), identity);
    }

    private static boolean hashed(String configured) {
        return configured.startsWith("$") && BCRYPT.matcher(configured).matches();
    }

    private static LoginVerdict verdict(boolean matches, Identity identity) {
        return matches ? new LoginVerdict.Accepted(identity) : new LoginVerdict.Refused("password does not match");
    }
}
