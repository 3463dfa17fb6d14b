package io.natterjack.netty.tls;

import io.natterjack.ports.transport.ListenException;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads private keys in the three forms that tools write: PKCS#8, PKCS#1 for RSA alone, and SEC 1 for elliptic curves.
///
/// The JDK reads the first form only. The other two are its inner part, so that putting the right few bytes of DER
/// around them is all that is to be done.
final class PrivateKeys {
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

    private static final int INTEGER = 0x02;
    private static final int OCTET_STRING = 0x04;
    private static final int SEQUENCE = 0x30;
    private static final int CURVE_IN_SEC1 = 0xA0;

    private static final byte[] VERSION_0 = HexFormat.of().parseHex("020100");
    /// `rsaEncryption` with its empty parameters.
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
    /// `id-ecPublicKey`; the curve follows.
    private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

    private PrivateKeys() {}

    static PrivateKey read(Path path) {
        for (PemFile.Block block : PemFile.read(path).blocks()) {
            if (block.label().equals("ENCRYPTED PRIVATE KEY")) {
                throw new ListenException("the private key in " + path + " is encrypted; store it without a password");
            }
            if (block.label().endsWith("PRIVATE KEY")) {
                return decode(path, block.der());
            }
        }
        throw new ListenException("failed to find a PEM block with a private key in " + path);
    }

    private static PrivateKey decode(Path path, byte[] der) {
        try {
            PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(toPkcs8(der));
            for (String algorithm : ALGORITHMS) {
                PrivateKey key = decode(algorithm, spec);
                if (key != null) {
                    return key;
                }
            }
        } catch (IndexOutOfBoundsException damaged) {
            throw new ListenException("failed to parse the private key in " + path, damaged);
        }
        throw new ListenException("failed to parse the private key in " + path);
    }

    private static @Nullable PrivateKey decode(String algorithm, PKCS8EncodedKeySpec spec) {
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(spec);
        } catch (GeneralSecurityException _) {
            return null; // Another algorithm's key; the caller tries the next.
        }
    }

    private static byte[] toPkcs8(byte[] der) {
        Der outer = Der.at(der, 0);
        Der version = Der.at(der, outer.from());
        Der second = Der.at(der, version.to());
        return switch (second.tag()) {
            case INTEGER -> wrap(RSA, der);
            case OCTET_STRING -> wrap(element(SEQUENCE, concat(EC, curve(der, second.to(), outer.to()))), der);
            default -> der;
        };
    }

    /// The name of the curve, which SEC 1 keeps behind the key.
    private static byte[] curve(byte[] der, int from, int to) {
        for (int at = from; at < to; ) {
            Der field = Der.at(der, at);
            if (field.tag() == CURVE_IN_SEC1) {
                return Arrays.copyOfRange(der, field.from(), field.to());
            }
            at = field.to();
        }
        throw new IndexOutOfBoundsException("no curve");
    }

    private static byte[] wrap(byte[] algorithm, byte[] key) {
        return element(SEQUENCE, concat(concat(VERSION_0, algorithm), element(OCTET_STRING, key)));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 128) {
            out.write(content.length);
        } else {
            out.write(0x82);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    /// One DER element: its tag, and where its content is.
    private record Der(int tag, int from, int to) {
        static Der at(byte[] der, int at) {
            int tag = der[at] & 0xff;
            int length = der[at + 1] & 0xff;
            int from = at + 2;
            if (length > 127) {
                int bytes = length & 0x7f;
                length = 0;
                for (int i = 0; i < bytes; i++) {
                    length = (length << 8) | (der[from++] & 0xff);
                }
            }
            if (length < 0 || length > der.length - from) {
                throw new IndexOutOfBoundsException("DER element longer than its file");
            }
            return new Der(tag, from, from + length);
        }
    }
}
