package io.natterjack.architecture.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Each rule of tidiness, shown one source that breaks it and one that just does not.
final class TidyRulesHaveTeethTest {
    private static final String FOLDER = "domain/src/main/java/io/natterjack/domain/";

    @Test
    void aLongFileIsFound() {
        String filler = "//\n".repeat(SourceRules.LINES_MAX - 1);
        assertEquals(List.of(), findings("final class Fits {}\n" + filler));
        assertFound("the file has 401 lines", "final class Long {}\n//\n" + filler);
    }

    @Test
    void aLongMethodIsFound() {
        String filler = "\n".repeat(SourceRules.METHOD_LINES_MAX - 1);
        assertEquals(List.of(), findings("final class Fits { void fits() {" + filler + "} }\n"));
        assertFound("tooLong has 71 lines", "final class Long { void tooLong() {\n" + filler + "} }\n");
    }

    @Test
    void aWideLineIsFound() {
        assertEquals(List.of(), findings("//" + "-".repeat(SourceRules.COLUMNS_MAX - 2)));
        assertFound("Source.java:1: the line has 121 columns", "//" + "-".repeat(SourceRules.COLUMNS_MAX - 1));
    }

    @Test
    void workThatIsPutOffIsFound() {
        assertFound("put off", "// TO" + "DO: later\n");
    }

    @Test
    void aPublicTypeWithoutExplanationIsFound() {
        assertEquals(List.of(), findings("/// Says what it is.\npublic final class Said {}\n"));
        assertEquals(List.of(), findings("final class NotShown {}\n"));
        assertFound("public Unsaid does not say", "public final class Unsaid {}\n");
    }

    @Test
    void aCrowdedPackageIsFound() {
        assertEquals(List.of(), PackageRules.findings(aPackage(PackageRules.TYPES_MAX, GOOD_INFO)));
        assertFound("has 13 types", PackageRules.findings(aPackage(PackageRules.TYPES_MAX + 1, GOOD_INFO)));
    }

    @Test
    void aPackageThatSaysNothingIsFound() {
        assertFound("says where to start", PackageRules.findings(List.of(source("Alone.java", ""))));
        assertFound("what it is for", PackageRules.findings(aPackage(1, "/// The things.\n@NullMarked\npackage x;\n")));
        assertFound("not @NullMarked", PackageRules.findings(aPackage(1, GOOD_INFO.replace("@NullMarked", ""))));
    }

    private static final String GOOD_INFO =
            "/// How messages find the ones who asked for them. Start at the table.\n@NullMarked\npackage x;\n";

    private static List<SourceFile> aPackage(int types, String info) {
        List<SourceFile> files = new ArrayList<>(List.of(source("package-info.java", info)));
        IntStream.range(0, types).forEach(i -> files.add(source("Type" + i + ".java", "")));
        return files;
    }

    private static SourceFile source(String name, String text) {
        return new SourceFile(Path.of(FOLDER + name), text);
    }

    private static List<String> findings(String text) {
        return SourceRules.findings(List.of(source("Source.java", text)));
    }

    private static void assertFound(String expected, String text) {
        assertFound(expected, findings(text));
    }

    private static void assertFound(String expected, List<String> findings) {
        assertEquals(1, findings.size(), findings::toString);
        assertTrue(findings.getFirst().contains(expected), findings::toString);
    }
}
