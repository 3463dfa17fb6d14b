package io.natterjack.domain.auth.nkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class NkeyPairTest {
    /// Made by `nats auth nkey gen` and `nats auth nkey show`.
    @ParameterizedTest
    @CsvSource({
        "USER,SUAMXNJI5DAHCQR3CRBB2TODHWQOVHIDK2WIUJI5DBWLJPAN2JOJIRHT64,"
                + "UAJ6SBXZPR3VMIHDTX2MEJENTBWAFOTDRRISQXM5ZZL6UTGCZ7CF7A7Q",
        "SERVER,SNAD7ZUFL6C2Q3K37DATKMYIXQRAQKTM2FLCLMLMBHVN6EYSKCWDAZX4VU,"
                + "NDMX6FUV44KAWLARDBKH2B2YVA4DMR5OVFQGAT7IYHCS4IW34VIRO73H",
        "ACCOUNT,SAALBTJO42SKTLJ6C3JN2JUKXUI5W4A4SDVUT7AS5BPCEZFYJXWVKM53FU,"
                + "ADREQBDNSMZA5J4OMIBHPKT3MGUTIF7D2DFN6LLXGFLXKMF3E2Q2OHV6",
        "OPERATOR,SOAEX7AVUYAUM234E4SNWB6WVE5XGTKEUL4XEK3F2Z4YLCKDTATUWVMH2U,"
                + "OAQCFIQYFR6QPT776R2SGT5FYZUOZGD7GH4H37LOTWKH2FKIUNPAO6T4",
        "CLUSTER,SCAKWCXAKFWYYCME3KQVQWYGETGOFPAMONAC76BXVKBXXAJ6T4ITREE6NE,"
                + "CCER64CC4NL625P6SG344FQ2J7NXUH4ZCYVX6F3JICDSZ5NFCLMJ52WH",
        "CURVE,SXAOJU6O6IN2DWWQCRMISTVFGAQEZQOAJOBZ3PVHDQ4E7DTCB6YPHM3EAQ,"
                + "XB5MBBJCBQFJHFRENVJUDRLB4XGJMT6F6ZPIXUVUUZJEA6YHXMIAQDBO",
    })
    void readsSeedsMadeByTheReferenceTool(NkeyKind kind, String seed, String publicKey) {
        NkeyPair pair = NkeyPair.ofSeed(seed);
        assertNotNull(pair);
        assertEquals(kind, pair.publicKey().kind());
        assertEquals(publicKey, pair.publicKey().toString());
        assertEquals(seed, pair.seed());
        assertEquals(publicKey, pair.toString());
    }

    @Test
    void signsAsTheReferenceToolDoes() {
        NkeyPair pair = NkeyPair.ofSeed("SUAMXNJI5DAHCQR3CRBB2TODHWQOVHIDK2WIUJI5DBWLJPAN2JOJIRHT64");
        assertNotNull(pair);
        byte[] signature = pair.sign("PXoWU7zWAMt75FY".getBytes(StandardCharsets.US_ASCII));
        assertEquals(
                "2XQuHmRNXsa5Z6VunbJCafq31B-YLfysBKrboka2WWjCIUBn4Vxab6Wc7m--dGxCDZvcftfTwfHDnBNBModvBw",
                Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
    }

    @ParameterizedTest
    @EnumSource
    void theSameChanceMakesTheSameKey(NkeyKind kind) {
        NkeyPair pair = NkeyPair.generate(kind, new Random(7));
        NkeyPair again = NkeyPair.ofSeed(pair.seed());
        assertNotNull(again);
        assertEquals(pair.publicKey().toString(), again.publicKey().toString());
        assertEquals(
                pair.publicKey().toString(),
                NkeyPair.generate(kind, new Random(7)).publicKey().toString());
        assertNotEquals(
                pair.publicKey().toString(),
                NkeyPair.generate(kind, new Random(8)).publicKey().toString());
        assertEquals(56, pair.publicKey().toString().length());
    }

    @Test
    void onlyTheOwnerSigns() {
        byte[] message = {1, 2, 3};
        NkeyPair owner = NkeyPair.generate(NkeyKind.SERVER, new Random(1));
        NkeyPair other = NkeyPair.generate(NkeyKind.SERVER, new Random(2));
        assertTrue(owner.publicKey().verifies(message, owner.sign(message)));
        assertFalse(owner.publicKey().verifies(message, other.sign(message)));
    }

    @Test
    void aCurveKeyNeitherSignsNorVerifies() {
        NkeyPair curve = NkeyPair.generate(NkeyKind.CURVE, new Random(1));
        assertThrows(IllegalStateException.class, () -> curve.sign(new byte[1]));
        assertFalse(curve.publicKey().verifies(new byte[1], new byte[64]));
    }

    @Test
    void aPublicKeyIsNoSeed() {
        NkeyPair pair = NkeyPair.generate(NkeyKind.USER, new Random(1));
        assertNull(NkeyPair.ofSeed(pair.publicKey().toString()));
        assertNull(PublicNkey.parse(pair.seed()));
        assertNull(NkeyPair.ofSeed(""));
    }
}
