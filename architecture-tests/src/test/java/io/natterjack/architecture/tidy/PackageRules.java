package io.natterjack.architecture.tidy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What holds for the files of one package together.
final class PackageRules {
    static final int TYPES_MAX = 12;

    /// Shorter than this, a package says no more than its name.
    private static final int SENTENCE_CHARACTERS_MIN = 40;

    private PackageRules() {}

    static List<String> findings(List<SourceFile> files) {
        Map<Path, List<SourceFile>> packages =
                files.stream().collect(Collectors.groupingBy(SourceFile::folder, TreeMap::new, Collectors.toList()));
        List<String> findings = new ArrayList<>();
        packages.forEach((folder, members) -> {
            long types = members.stream()
                    .filter(Predicate.not(SourceFile::isPackageInfo))
                    .count();
            if (types > TYPES_MAX) {
                findings.add(folder + ": the package has " + types + " types, " + TYPES_MAX + " are allowed");
            }
            Optional<SourceFile> info =
                    members.stream().filter(SourceFile::isPackageInfo).findFirst();
            if (info.isEmpty()) {
                findings.add(folder + ": the package has no package-info.java that says where to start");
            } else {
                explains(info.get(), findings);
            }
        });
        return findings;
    }

    private static void explains(SourceFile info, List<String> findings) {
        String text = info.lines().stream()
                .filter(line -> line.startsWith("///"))
                .map(line -> line.substring(3).strip())
                .collect(Collectors.joining(" "));
        if (text.length() < SENTENCE_CHARACTERS_MIN || !text.contains(".")) {
            findings.add(info.path() + ":1: the package does not say what it is for");
        }
        if (!info.text().contains("@NullMarked")) {
            findings.add(info.path() + ":1: the package is not @NullMarked");
        }
    }
}
