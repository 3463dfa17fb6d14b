package io.natterjack.domain.auth.nkey;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The outer form of a key: base32 without padding (RFC 4648) of a prefix, the key, and its CRC-16 (XMODEM, little
/// endian).
final class NkeyText {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int POLYNOMIAL = 0x1021;
    private static final int CHECKSUM_BYTES = 2;

    private NkeyText() {}

    /// @param content · prefix and key
    static String encode(byte[] content) {
        byte[] whole = Arrays.copyOf(content, content.length + CHECKSUM_BYTES);
        int crc = crc16(content, content.length);
        whole[content.length] = (byte) crc;
        whole[content.length + 1] = (byte) (crc >>> 8);
        StringBuilder text = new StringBuilder((whole.length * 8 + 4) / 5);
        int bits = 0;
        int held = 0;
        for (byte b : whole) {
            held = (held << 8) | (b & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET.charAt((held >>> bits) & 31));
            }
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt((held << (5 - bits)) & 31));
        }
        return text.toString();
    }

    /// @return prefix and key; null unless this is the one text that encodes them
    static byte @Nullable [] decode(String text) {
        byte[] whole = new byte[text.length() * 5 / 8];
        int bits = 0;
        int held = 0;
        int length = 0;
        for (int at = 0; at < text.length(); at++) {
            int value = ALPHABET.indexOf(text.charAt(at));
            if (value < 0) {
                return null;
            }
            held = (held << 5) | value;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                whole[length++] = (byte) (held >>> bits);
            }
        }
        int contentLength = length - CHECKSUM_BYTES;
        if (contentLength < 2) {
            return null;
        }
        int crc = (whole[contentLength] & 0xff) | ((whole[contentLength + 1] & 0xff) << 8);
        byte[] content = Arrays.copyOf(whole, contentLength);
        return crc == crc16(content, contentLength) && encode(content).equals(text) ? content : null;
    }

    private static int crc16(byte[] bytes, int length) {
        int crc = 0;
        for (int at = 0; at < length; at++) {
            crc ^= (bytes[at] & 0xff) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : (crc << 1) ^ POLYNOMIAL;
            }
            crc &= 0xffff;
        }
        return crc;
    }
}
