package io.natterjack.domain.auth.configured;

import io.natterjack.domain.auth.certificate.CertificateNames;
import io.natterjack.domain.auth.certificate.DistinguishedName;
import io.natterjack.domain.auth.configured.KnownUsers.KnownUser;
import io.natterjack.ports.session.TlsIdentity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the user that a client certificate names (`verify_and_map`): by an alternative name, by the subject as a
/// distinguished name, in the certificate's order or any other, or by the subject as a line of text.
///
/// **Threading.** Immutable.
final class CertificateUsers {
    private final KnownUsers users;
    private final List<Distinguished> distinguished;

    private record Distinguished(KnownUser user, DistinguishedName name) {}

    CertificateUsers(KnownUsers users) {
        this.users = users;
        this.distinguished = users.named().stream()
                .<Distinguished>mapMulti((user, kept) -> {
                    DistinguishedName name =
                            DistinguishedName.parse(user.identity().name());
                    if (name != null) {
                        kept.accept(new Distinguished(user, name));
                    }
                })
                .toList();
    }

    /// @param type · users who may not come this way are passed over
    /// @return null if the client has shown no certificate, or one that names nobody
    @Nullable
    KnownUser find(@Nullable TlsIdentity tls, ConnectionType type) {
        if (tls == null || tls.peerChain().isEmpty()) {
            return null;
        }
        CertificateNames names = CertificateNames.of(tls.peerChain().getFirst());
        KnownUser found = byName(names.alternatives(), type);
        if (found == null && names.distinguished() != null) {
            found = byDistinguishedName(names.distinguished(), type);
        }
        return found != null ? found : byName(names.texts(), type);
    }

    private @Nullable KnownUser byName(List<String> names, ConnectionType type) {
        for (String name : names) {
            KnownUser user = users.named(name);
            if (user != null && type.in(user.settings().connectionTypes())) {
                return user;
            }
        }
        return null;
    }

    private @Nullable KnownUser byDistinguishedName(DistinguishedName shown, ConnectionType type) {
        KnownUser reordered = null;
        for (Distinguished each : distinguished) {
            if (!type.in(each.user.settings().connectionTypes())) {
                continue;
            }
            if (each.name.sameAs(shown)) {
                return each.user;
            }
            if (reordered == null && each.name.sameInAnyOrder(shown)) {
                reordered = each.user;
            }
        }
        return reordered;
    }
}
