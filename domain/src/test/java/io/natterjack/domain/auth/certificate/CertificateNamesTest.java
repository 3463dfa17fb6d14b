package io.natterjack.domain.auth.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CertificateNamesTest {
    @Test
    void triesAddressesBeforeHostsBeforeUris() {
        CertificateNames names = CertificateNames.of(Certificates.read("names"));
        assertEquals(
                List.of("alice@acme.com", "second@acme.com", "alice.acme.com", "spiffe://acme/alice"),
                names.alternatives());
        assertEquals(List.of("CN=alice"), names.texts());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "components | CN=bob,OU=dev+OU=ops,O=acme,C=US",
                "multi | CN=carol,OU=dev,O=acme",
                "escaped | CN=\\ dave\\ ,O=Acme\\, Inc. \\\"x\\\"",
                "foreign | CN=eve,O=acme",
                "several | SERIALNUMBER=77,CN=second,POSTALCODE=12345,STREET=Road 1,L=Here,ST=CA,C=DE",
                "umlaut | CN=jörg,O=Größe AG",
            })
    void writesTheSubjectAsTheReferenceDoes(String certificate, String line) {
        assertEquals(
                line,
                CertificateNames.of(Certificates.read(certificate)).texts().getLast());
    }

    @Test
    void putsDomainComponentsBehindTheSubject() {
        assertEquals(
                List.of("CN=bob,OU=dev+OU=ops,O=acme,C=US,DC=com,DC=acme", "CN=bob,OU=dev+OU=ops,O=acme,C=US"),
                CertificateNames.of(Certificates.read("components")).texts());
    }

    @Test
    void anAttributeWithoutKeywordMakesTheSubjectIncomparable() {
        assertNull(CertificateNames.of(Certificates.read("foreign")).distinguished());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "components | CN=bob,OU=ops,OU=dev,O=acme,C=US,DC=acme,DC=com | exactly",
                "components | DC=com,DC=acme,C=US,O=acme,OU=dev,OU=ops,CN=bob | reordered",
                "components | CN=bob,OU=ops,OU=ops,O=acme,C=US,DC=acme,DC=com | not",
                "components | CN=bob,OU=ops,OU=dev,O=acme,C=US,DC=acme | not",
                "multi | OU=dev+CN=carol,O=acme | exactly",
                "multi | O=acme,cn=carol+ou=dev | reordered",
                "multi | OU=dev,CN=carol,O=acme | not",
                "escaped | CN=\\ dave\\ ,O=Acme\\, Inc. \\22x\\22 | exactly",
                "umlaut | cn=j\\c3\\b6rg , o=Größe AG | exactly",
                "umlaut | cn=JÖRG,o=Größe AG | not",
            })
    void comparesDistinguishedNames(String certificate, String text, String how) {
        DistinguishedName shown =
                CertificateNames.of(Certificates.read(certificate)).distinguished();
        DistinguishedName configured = DistinguishedName.parse(text);
        assertNotNull(shown);
        assertNotNull(configured);
        assertEquals(how.equals("exactly"), configured.sameAs(shown));
        assertEquals(!how.equals("not"), configured.sameInAnyOrder(shown));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "alice", "CN", "CN=", "CN=#04", "CN=a\\", "CN=a\\z9", "=a", ",", "CN=a,b"})
    void whatIsNoDistinguishedNameMatchesNoCertificate(String text) {
        assertNull(DistinguishedName.parse(text));
    }

    @Test
    void anOrderIsNotAnEquality() {
        DistinguishedName one = DistinguishedName.parse("CN=a,O=b");
        DistinguishedName other = DistinguishedName.parse("O=b,CN=a");
        assertTrue(one != null && other != null);
        assertFalse(one.sameAs(other));
        assertTrue(one.sameInAnyOrder(other));
    }
}
