package io.natterjack.domain.auth;

import static io.natterjack.domain.auth.SubscribeVerdict.ALLOWED;
import static io.natterjack.domain.auth.SubscribeVerdict.DENIED;
import static io.natterjack.domain.auth.SubscribeVerdict.FILTERED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.settings.PermissionSettings;
import io.natterjack.domain.subject.Subjects;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PermissionsTest {
    @Test
    void withoutSettingsEverythingIsAllowed() {
        Permissions all = Permissions.of(null);
        assertTrue(all.unrestricted());
        assertTrue(publish(all, "foo"));
        assertEquals(ALLOWED, all.maySubscribe(">", null));
    }

    @ParameterizedTest
    @CsvSource({"foo.a,true", "foo.a.b,false", "bar.a.b,true", "bar.secret.x,false", "other,false"})
    void publishesWhatSomeEntryAllowsAndNoneDenies(String subject, boolean expected) {
        Permissions permissions = Permissions.of(
                new PermissionSettings(List.of("foo.*", "bar.>"), List.of("bar.secret.>"), null, List.of(), null));
        for (int asked = 0; asked < 3; asked++) {
            assertEquals(expected, publish(permissions, subject));
        }
    }

    @Test
    void aWildcardThatReachesIntoADenialIsFiltered() {
        Permissions permissions =
                Permissions.of(new PermissionSettings(null, List.of(), null, List.of("foo.secret"), null));
        assertEquals(FILTERED, permissions.maySubscribe("foo.*", null));
        assertEquals(DENIED, permissions.maySubscribe("foo.secret", null));
        assertEquals(ALLOWED, permissions.maySubscribe("bar.*", null));
        assertFalse(deliver(permissions, "foo.secret"));
        assertTrue(deliver(permissions, "foo.open"));
    }

    private static boolean publish(Permissions permissions, String subject) {
        byte[] bytes = Subjects.bytes(subject);
        return permissions.mayPublish(bytes, 0, bytes.length);
    }

    private static boolean deliver(Permissions permissions, String subject) {
        byte[] bytes = Subjects.bytes(subject);
        return permissions.mayDeliver(bytes, 0, bytes.length);
    }
}
