package io.natterjack.domain.auth.certificate;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everything in a client certificate that may be the name of a user, in the order in which the names are tried:
/// [#alternatives], then [#distinguished], then [#texts].
///
/// @param alternatives  · subject alternative names: e-mail addresses, then DNS names, then URIs
/// @param distinguished · the subject; null if it cannot be compared as such
/// @param texts         · the subject as a line, with domain components if it has any, and without
public record CertificateNames(
        List<String> alternatives, @Nullable DistinguishedName distinguished, List<String> texts) {
    private static final int EMAIL = 1;
    private static final int DNS = 2;
    private static final int URI = 6;

    public static CertificateNames of(X509Certificate certificate) {
        List<List<NameAttribute>> sets =
                DerName.read(certificate.getSubjectX500Principal().getEncoded());
        SubjectText subject = new SubjectText(sets);
        List<String> texts = Stream.of(subject.lineWithDomainComponents(), subject.line())
                .<String>mapMulti((text, kept) -> {
                    if (text != null && !text.isEmpty()) {
                        kept.accept(text);
                    }
                })
                .toList();
        return new CertificateNames(alternatives(certificate), DistinguishedName.of(sets), texts);
    }

    private static List<String> alternatives(X509Certificate certificate) {
        List<String> alternatives = new ArrayList<>();
        try {
            Collection<List<?>> entries = certificate.getSubjectAlternativeNames();
            for (int type : new int[] {EMAIL, DNS, URI}) {
                if (entries != null) {
                    entries.stream()
                            .filter(entry -> entry.get(0) instanceof Integer kind && kind == type)
                            .map(entry -> String.valueOf(entry.get(1)))
                            .filter(name -> !name.isEmpty())
                            .forEach(alternatives::add);
                }
            }
        } catch (CertificateParsingException _) {
            alternatives.clear(); // names that cannot be read are nobody's
        }
        return List.copyOf(alternatives);
    }
}
