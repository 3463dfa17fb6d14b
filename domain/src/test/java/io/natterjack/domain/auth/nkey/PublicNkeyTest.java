package io.natterjack.domain.auth.nkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

final class PublicNkeyTest {
    /// Made by `nats auth nkey gen user`.
    private static final String USER = "UAJ6SBXZPR3VMIHDTX2MEJENTBWAFOTDRRISQXM5ZZL6UTGCZ7CF7A7Q";

    @Test
    void readsAKeyMadeByTheReferenceTool() {
        PublicNkey key = PublicNkey.parse(USER);
        assertNotNull(key);
        assertEquals(NkeyKind.USER, key.kind());
        assertEquals(USER, key.toString());
    }

    /// The signature is by `nats auth nkey sign`.
    @Test
    void verifiesASignatureMadeByTheReferenceTool() {
        PublicNkey key = PublicNkey.parse(USER);
        assertNotNull(key);
        byte[] nonce = "PXoWU7zWAMt75FY".getBytes(StandardCharsets.US_ASCII);
        byte[] signature = Base64.getUrlDecoder()
                .decode("2XQuHmRNXsa5Z6VunbJCafq31B-YLfysBKrboka2WWjCIUBn4Vxab6Wc7m--dGxCDZvcftfTwfHDnBNBModvBw");
        assertTrue(key.verifies(nonce, signature));
        nonce[3] ^= 1;
        assertFalse(key.verifies(nonce, signature));
        nonce[3] ^= 1;
        signature[9] ^= 1;
        assertFalse(key.verifies(nonce, signature));
        assertFalse(key.verifies(nonce, new byte[3]));
    }

    @Test
    void refusesAnyOtherCharacterAnywhere() {
        for (int at = 0; at < USER.length(); at++) {
            char other = USER.charAt(at) == 'A' ? 'B' : 'A';
            assertNull(PublicNkey.parse(USER.substring(0, at) + other + USER.substring(at + 1)), "at " + at);
        }
        assertNull(PublicNkey.parse(USER.substring(1)));
        assertNull(PublicNkey.parse(USER + "A"));
        assertNull(PublicNkey.parse(""));
    }
}
