package io.natterjack.architecture.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Keeps the repository in order. What a failure prints is the list of things to do.
final class TidyTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final List<SourceFile> FILES = SourceFile.below(ROOT);

    private static final List<String> MODULES = List.of(
            "ports",
            "domain",
            "adapters-netty",
            "adapters-aeron",
            "adapters-file-store",
            "adapters-postgres",
            "app",
            "benchmarks",
            "architecture-tests");

    private static final Set<String> BESIDE_THE_MODULES = Set.of("bin", "docs", "target", "pom.xml", "mvnw");

    @Test
    void sourcesAreShortNarrowAndFinished() {
        assertEquals("", String.join("\n", SourceRules.findings(FILES)));
    }

    @Test
    void packagesAreSmallAndSayWhereToStart() {
        List<SourceFile> main = FILES.stream().filter(SourceFile::isMain).toList();
        assertTrue(main.size() > MODULES.size(), () -> "looked in the wrong place: " + ROOT);
        assertEquals("", String.join("\n", PackageRules.findings(main)));
    }

    @Test
    void modulesAreThoseOfTheDesign() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        String always = pom.substring(0, pom.indexOf("</modules>"));
        List<String> modules = Pattern.compile("<module>(.*?)</module>")
                .matcher(always)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        assertEquals(MODULES, modules);
    }

    @Test
    void nothingElseLiesAtTheTop() throws IOException {
        try (Stream<Path> entries = Files.list(ROOT)) {
            Set<String> others = entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.startsWith(".") && !name.endsWith(".md") && !name.equals("LICENSE"))
                    .filter(name -> !MODULES.contains(name) && !BESIDE_THE_MODULES.contains(name))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(Set.of(), others, "a new folder at the top level needs a decision in docs/adr");
        }
    }
}
