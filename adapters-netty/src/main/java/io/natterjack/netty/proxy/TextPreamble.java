package io.natterjack.netty.proxy;

import io.netty.util.NetUtil;
import java.util.regex.Pattern;

/// Version 1: `PROXY TCP4 source destination sourcePort destinationPort`, or `PROXY UNKNOWN` and anything.
final class TextPreamble {
    private static final String INVALID = "invalid PROXY protocol header: ";
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private TextPreamble() {}

    /// @param line · without `PROXY ` and without the end of the line
    static ProxyVerdict parse(String line) {
        String[] parts = BLANKS.split(line.strip(), -1);
        if (parts[0].equals("UNKNOWN")) {
            return ProxyVerdict.NO_ADDRESS;
        }
        if (parts.length != 5) {
            return new ProxyVerdict.Invalid(INVALID + "invalid v1 format");
        }
        if (!isAddress(parts[1]) || !isAddress(parts[2])) {
            return new ProxyVerdict.Invalid(INVALID + "invalid address");
        }
        int sourcePort = port(parts[3]);
        if (sourcePort < 0 || port(parts[4]) < 0) {
            return new ProxyVerdict.Invalid(sourcePort < 0 ? "invalid source port" : "invalid dest port");
        }
        boolean sourceIsV6 = parts[1].indexOf(':') >= 0;
        boolean destinationIsV6 = parts[2].indexOf(':') >= 0;
        return switch (parts[0]) {
            case "TCP4" ->
                sourceIsV6 || destinationIsV6
                        ? new ProxyVerdict.Invalid(INVALID + "TCP4 with IPv6 address")
                        : origin(parts[1], sourcePort);
            case "TCP6" ->
                sourceIsV6 && destinationIsV6
                        ? origin(parts[1], sourcePort)
                        : new ProxyVerdict.Invalid(INVALID + "TCP6 with IPv4 address");
            default -> new ProxyVerdict.Invalid(INVALID + "invalid protocol " + parts[0]);
        };
    }

    private static ProxyVerdict origin(String address, int port) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        return new ProxyVerdict.Origin(BinaryPreamble.host(bytes, 0, bytes.length), port);
    }

    private static boolean isAddress(String text) {
        return NetUtil.isValidIpV4Address(text) || NetUtil.isValidIpV6Address(text);
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            return port <= 65_535 && text.charAt(0) != '+' && text.charAt(0) != '-' ? port : -1;
        } catch (NumberFormatException _) {
            return -1;
        }
    }
}
