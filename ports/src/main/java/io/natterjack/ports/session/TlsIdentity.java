package io.natterjack.ports.session;

import java.security.cert.X509Certificate;
import java.util.List;

/// What the TLS handshake of a connection has established.
///
/// @param version     · `1.2` or `1.3`
/// @param cipherSuite · IANA name
/// @param peerChain   · the client's verified certificates, its own first; empty if it sent none
/// @param first       · the handshake came before the greeting
public record TlsIdentity(String version, String cipherSuite, List<X509Certificate> peerChain, boolean first) {
    public TlsIdentity {
        peerChain = List.copyOf(peerChain);
    }
}
