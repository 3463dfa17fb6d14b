package io.natterjack.netty.proxy;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/// Version 2: twelve bytes of signature, version and command, family and protocol, a length, then the addresses and
/// whatever else the length covers.
final class BinaryPreamble {
    private static final String INVALID = "invalid PROXY protocol header: ";
    private static final String UNSUPPORTED = "unsupported PROXY protocol feature: ";
    private static final int COMMAND_AT = 12;
    private static final int FAMILY_AT = 13;
    private static final int LENGTH_AT = 14;
    private static final int ADDRESSES_AT = 16;
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;
    private static final int LOCAL = 0;
    private static final int PROXY = 1;
    private static final int STREAM = 1;

    private BinaryPreamble() {}

    /// How many bytes follow the header.
    static int declaredBytes(byte[] header) {
        return ((header[LENGTH_AT] & 0xff) << 8) | (header[LENGTH_AT + 1] & 0xff);
    }

    /// How many bytes of addresses are needed to understand it; the rest can be skipped.
    static int addressBytes(byte[] header) {
        if ((header[COMMAND_AT] & 0x0f) != PROXY) {
            return 0;
        }
        return switch ((header[FAMILY_AT] >> 4) & 0x0f) {
            case 1 -> 2 * IPV4_BYTES + 4;
            case 2 -> 2 * IPV6_BYTES + 4;
            default -> 0;
        };
    }

    static ProxyVerdict tooShort(byte[] header) {
        String family = addressBytes(header) == 2 * IPV4_BYTES + 4 ? "IPv4" : "IPv6";
        return new ProxyVerdict.Invalid(family + " address data too short: " + declaredBytes(header) + " bytes");
    }

    static ProxyVerdict parse(byte[] bytes) {
        int command = bytes[COMMAND_AT] & 0x0f;
        int family = (bytes[FAMILY_AT] >> 4) & 0x0f;
        if ((bytes[COMMAND_AT] & 0xf0) != 0x20) {
            return new ProxyVerdict.Invalid(INVALID + "invalid version 0x" + hex(bytes[COMMAND_AT] & 0xf0));
        }
        if (command == LOCAL) {
            return ProxyVerdict.NO_ADDRESS;
        }
        if (command != PROXY) {
            return new ProxyVerdict.Invalid("unknown PROXY protocol command: 0x" + hex(command));
        }
        if ((bytes[FAMILY_AT] & 0x0f) != STREAM) {
            return new ProxyVerdict.Invalid(UNSUPPORTED + "only STREAM protocol supported");
        }
        return switch (family) {
            case 0 -> ProxyVerdict.NO_ADDRESS;
            case 1 -> origin(bytes, IPV4_BYTES);
            case 2 -> origin(bytes, IPV6_BYTES);
            default ->
                new ProxyVerdict.Invalid(UNSUPPORTED + "unsupported address family 0x" + hex(bytes[FAMILY_AT] & 0xf0));
        };
    }

    private static ProxyVerdict origin(byte[] bytes, int addressBytes) {
        int portAt = ADDRESSES_AT + 2 * addressBytes;
        int port = ((bytes[portAt] & 0xff) << 8) | (bytes[portAt + 1] & 0xff);
        return new ProxyVerdict.Origin(host(bytes, ADDRESSES_AT, addressBytes), port);
    }

    /// The numeric form of an address; an IPv4 address inside IPv6 is shown as itself.
    static String host(byte[] bytes, int from, int length) {
        try {
            byte[] address = Arrays.copyOfRange(bytes, from, from + length);
            return NetUtil.toAddressString(InetAddress.getByAddress(address));
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    private static String hex(int value) {
        return HexFormat.of().toHexDigits((byte) value);
    }
}
