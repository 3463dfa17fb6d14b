package io.natterjack.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule of the house, against every class of the house.
final class ArchitectureTest {
    private static final String ROOT = "io.natterjack";
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/architecture/"))
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    static Stream<ArchRule> rules() {
        return Rules.of(ROOT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void theHouseKeeps(ArchRule rule) {
        rule.check(HOUSE);
    }

    @Test
    void everyModuleIsSeen() {
        for (String module : new String[] {"ports", "domain", "netty", "aeron", "filestore", "postgres", "app"}) {
            assertTrue(
                    HOUSE.containPackage(ROOT + "." + module), () -> module + " is not on the class path of the rules");
        }
    }
}
