package io.natterjack.app.run;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.natterjack.ports.auth.PasswordHashes;
import java.nio.charset.StandardCharsets;

/// Checks bcrypt hashes of every variant: they differ in how faulty implementations of the past treated long or
/// foreign passwords, not in how they are checked today.
public final class BcryptHashes implements PasswordHashes {
    private final BCrypt.Verifyer verifier = BCrypt.verifyer();

    @Override
    public boolean matches(byte[] password, String hash) {
        return verifier.verify(password, hash.getBytes(StandardCharsets.US_ASCII)).verified;
    }
}
