package io.natterjack.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/// Who may know whom: adapters → ports ← domain, and only the app sees both sides.
///
/// @param root · the package that holds the modules; another one than `io.natterjack` when the rules are tested
record Layers(String root) {
    private static final List<String> EVERYBODY = List.of("java..", "org.jspecify.annotations");

    List<ArchRule> all() {
        return List.of(
                portsKnowOnlyTheJdk(),
                domainKnowsOnlyPorts(),
                adapterKnowsOnlyPortsAnd("netty", "io.netty..", "javax.net.ssl", "javax.security.auth.x500"),
                adapterKnowsOnlyPortsAnd("aeron", "io.aeron..", "org.agrona.."),
                adapterKnowsOnlyPortsAnd("filestore", "javax.crypto.."),
                adapterKnowsOnlyPortsAnd(
                        "postgres", "org.postgresql..", "com.zaxxer.hikari..", "javax.sql", "javax.net.ssl"),
                appReachesLibrariesOfAdaptersOnlyThroughThem(),
                packagesFormNoCycle());
    }

    private ArchRule portsKnowOnlyTheJdk() {
        return onlyKnows("ports", List.of("ports"), List.of())
                .because("ports is the vocabulary that every other module is written in");
    }

    private ArchRule domainKnowsOnlyPorts() {
        return onlyKnows(
                        "domain",
                        List.of("domain", "ports"),
                        List.of(
                                "io.avaje.json..",
                                "io.avaje.jsonb..",
                                "com.google.common..",
                                "javax.security.auth.x500"))
                .because("the broker runs with no adapter on the class path, and is not aware of being wired");
    }

    private ArchRule adapterKnowsOnlyPortsAnd(String adapter, String... libraries) {
        return onlyKnows(adapter, List.of(adapter, "ports"), List.of(libraries))
                .because("an adapter joins one library to the ports, and knows neither the domain nor its neighbours");
    }

    private ArchRule appReachesLibrariesOfAdaptersOnlyThroughThem() {
        return onlyKnows(
                        "app",
                        List.of("app", "domain", "ports", "netty", "aeron", "filestore", "postgres"),
                        List.of(
                                "dagger..",
                                "jakarta.inject",
                                "javax.inject",
                                "at.favre.lib..",
                                "javax.net.ssl",
                                "sun.misc"))
                .because("the app wires the adapters and does none of their work");
    }

    private ArchRule packagesFormNoCycle() {
        return slices().matching(root + ".(**)")
                .should()
                .beFreeOfCycles()
                .because("arrows between packages point one way, so that one can be read after the other");
    }

    private ArchRule onlyKnows(String module, List<String> ours, List<String> libraries) {
        Stream<String> allowed = Stream.concat(ours.stream().map(name -> root + "." + name + ".."), libraries.stream());
        return classes()
                .that()
                .resideInAPackage(root + "." + module + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(Stream.concat(EVERYBODY.stream(), allowed).toArray(String[]::new));
    }
}
