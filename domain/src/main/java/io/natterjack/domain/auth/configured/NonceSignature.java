package io.natterjack.domain.auth.configured;

import io.natterjack.domain.auth.Identity;
import io.natterjack.domain.auth.LoginVerdict;
import io.natterjack.domain.auth.nkey.PublicNkey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The answer to the greeting's challenge: its nonce, signed by the key that a client says it has.
final class NonceSignature {
    private NonceSignature() {}

    static LoginVerdict check(String nkey, String nonce, String signature, Identity identity) {
        if (signature.isEmpty()) {
            return new LoginVerdict.Refused("Signature missing");
        }
        byte[] decoded = decode(signature);
        if (decoded == null) {
            return new LoginVerdict.Refused("Signature not valid base64");
        }
        PublicNkey key = PublicNkey.parse(nkey);
        if (key == null) {
            return new LoginVerdict.Refused("User nkey not valid");
        }
        byte[] message = nonce.getBytes(StandardCharsets.UTF_8);
        return new LoginVerdict.Slow(() -> !nonce.isEmpty() && key.verifies(message, decoded)
                ? new LoginVerdict.Accepted(identity)
                : new LoginVerdict.Refused("Signature not verified"));
    }

    /// Clients write base64 for URLs without padding, or plain base64.
    private static byte @Nullable [] decode(String signature) {
        boolean plain = signature.indexOf('+') >= 0 || signature.indexOf('/') >= 0;
        try {
            return (plain ? Base64.getDecoder() : Base64.getUrlDecoder()).decode(signature);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
