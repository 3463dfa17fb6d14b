package io.natterjack.app.ops;

import io.natterjack.ports.session.HostPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Where a server can be reached, listener by listener. One that listens on every interface has a URL for each address.
public final class ServerUrls {
    /// In the order of the file.
    private static final List<String> KINDS = List.of("nats", "monitoring", "cluster", "profile", "websocket");

    private final Map<String, List<String>> urls = new LinkedHashMap<>();

    /// Adds a listener.
    ///
    /// @param kind    · `nats`, `monitoring` or `websocket`
    /// @param scheme  · such as `nats` or `tls`
    /// @param address · where it is bound
    public ServerUrls with(String kind, String scheme, HostPort address) {
        if (!KINDS.contains(kind)) {
            throw new IllegalArgumentException("no such kind of listener: " + kind);
        }
        urls.put(
                kind,
                hosts(address.host()).stream()
                        .map(host -> scheme + "://" + new HostPort(host, address.port()))
                        .toList());
        return this;
    }

    /// `{"nats":["nats://127.0.0.1:4222"]}`
    public String json() {
        return KINDS.stream()
                .filter(urls::containsKey)
                .map(kind -> "\"" + kind + "\":" + array(urls.getOrDefault(kind, List.of())))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String array(List<String> texts) {
        return texts.stream().map(text -> "\"" + text + "\"").collect(Collectors.joining(",", "[", "]"));
    }

    private static List<String> hosts(String host) {
        return switch (host) {
            case "", "0.0.0.0", "::", "0:0:0:0:0:0:0:0" -> everyAddress();
            default -> List.of(host);
        };
    }

    /// The loopback interface first, and on each interface IPv4 first.
    private static List<String> everyAddress() {
        try {
            List<NetworkInterface> nics = Collections.list(NetworkInterface.getNetworkInterfaces());
            nics.sort(Comparator.comparingInt(NetworkInterface::getIndex));
            List<String> addresses = new ArrayList<>();
            for (NetworkInterface nic : nics) {
                if (nic.isUp()) {
                    nic.getInterfaceAddresses().stream()
                            .map(InterfaceAddress::getAddress)
                            .sorted(Comparator.comparingInt(address -> address.getAddress().length))
                            .map(ServerUrls::text)
                            .forEach(addresses::add);
                }
            }
            return addresses;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The shortest form of an address, without its zone.
    static String text(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        byte[] bytes = address.getAddress();
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
        }
        int zerosAt = -1;
        int zeros = 1;
        for (int from = 0; from < 8; from++) {
            int to = from;
            while (to < 8 && groups[to] == 0) {
                to++;
            }
            if (to - from > zeros) {
                zerosAt = from;
                zeros = to - from;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == zerosAt) {
                text.append("::");
                i += zeros - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":");
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
