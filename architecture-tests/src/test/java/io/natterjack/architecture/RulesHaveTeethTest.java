package io.natterjack.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A rule that nothing can break protects nothing. Here each one meets a class built to break it.
final class RulesHaveTeethTest {
    private static final String ROOT = "io.natterjack.architecture.bad";
    private static final JavaClasses BAD = new ClassFileImporter().importPackages(ROOT);

    static Stream<ArchRule> rules() {
        return Rules.of(ROOT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void bites(ArchRule rule) {
        assertTrue(rule.evaluate(BAD).hasViolation(), () -> "found nothing wrong: " + rule.getDescription());
    }
}
