package io.natterjack.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

/// The profile `postgres-majors` runs all tests of this package with the version that it says.
final class MajorVersionTest {
    private static final int WANTED = Integer.getInteger("natterjack.postgres.major", 0);

    @Test
    void theServerIsOfTheVersionThatIsToBeTested() {
        assumeTrue(WANTED > 0, "no version is asked for");
        int number = Integer.parseInt(TestPostgres.ask("SHOW server_version_num"));
        assertEquals(WANTED, number / 10_000);
    }
}
