package io.natterjack.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import java.time.Duration;
import java.util.List;

/// How types are shaped and named, and which calls nobody makes.
///
/// @param root · the package that holds the modules
record Shapes(String root) {
    private static final int PORT_METHODS_MAX = 8;

    /// Where the bytes of every message pass.
    private static final List<String> HOT = List.of("netty", "domain.wire", "domain.session", "domain.routing");

    private static final String NAMES_NOT_YET_FOUND = ".*(Impl|Utils?|Helper|Manager)|Abstract[A-Z].*|I[A-Z][a-z].*";

    List<ArchRule> all() {
        return List.of(
                portsAreSmall(),
                failuresOfPortsAreFinalAndUnchecked(),
                domainStateIsPrivate(),
                staticStateIsConstant(),
                typesAreClosed(),
                namesAreFound(),
                nobodyPrints(),
                nobodySleeps(),
                onlyMainExits(),
                hotCodeFormatsNoStrings(),
                nobodyFinalizes());
    }

    private ArchRule portsAreSmall() {
        ArchCondition<JavaClass> small = new ArchCondition<>("have at most " + PORT_METHODS_MAX + " methods") {
            @Override
            public void check(JavaClass port, ConditionEvents events) {
                long methods = port.getMethods().stream()
                        .filter(method -> !method.getModifiers().contains(STATIC))
                        .count();
                if (methods > PORT_METHODS_MAX) {
                    events.add(violated(port, port.getName() + " has " + methods + " methods"));
                }
            }
        };
        return classes()
                .that()
                .resideInAPackage(root + ".ports..")
                .and()
                .areInterfaces()
                .should(small)
                .because("a small port is easy to implement, to double and to keep");
    }

    private ArchRule failuresOfPortsAreFinalAndUnchecked() {
        return classes()
                .that()
                .resideInAPackage(root + ".ports..")
                .and()
                .areAssignableTo(Throwable.class)
                .should()
                .beAssignableTo(RuntimeException.class)
                .andShould(beFinalOrSealed())
                .because("a failure says one thing, and only those who can act on it catch it");
    }

    private ArchRule domainStateIsPrivate() {
        return fields().that()
                .areDeclaredInClassesThat()
                .resideInAPackage(root + ".domain..")
                .and()
                .areDeclaredInClassesThat(Rules.WRITTEN_BY_HAND)
                .and()
                .areNotStatic()
                .and(describe("are written", field -> !field.getName().contains("$")))
                .should()
                .bePrivate()
                .because("whoever reads a class of the domain sees everything that can change it");
    }

    private ArchRule staticStateIsConstant() {
        return fields().that()
                .areStatic()
                .and(describe(
                        "are written", (JavaField field) -> !field.getName().contains("$")))
                .and()
                .areDeclaredInClassesThat(Rules.WRITTEN_BY_HAND)
                .should()
                .beFinal()
                .because("several servers live in one JVM and share nothing");
    }

    private ArchRule typesAreClosed() {
        return classes()
                .that(Rules.WRITTEN_BY_HAND)
                .and()
                .areNotInterfaces()
                .and()
                .areNotAnonymousClasses()
                .should()
                .haveModifier(FINAL)
                .orShould()
                .haveModifier(ABSTRACT)
                .orShould(beSealed())
                .because("nothing is extended by accident");
    }

    private static ArchCondition<JavaClass> beFinalOrSealed() {
        return new ArchCondition<>("be final or sealed") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getModifiers().contains(FINAL) && !type.reflect().isSealed()) {
                    events.add(violated(type, type.getName() + " is open"));
                }
            }
        };
    }

    private static ArchCondition<JavaClass> beSealed() {
        return new ArchCondition<>("be sealed") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.reflect().isSealed()) {
                    events.add(violated(type, type.getName() + " is open"));
                }
            }
        };
    }

    private ArchRule namesAreFound() {
        return noClasses()
                .that(Rules.WRITTEN_BY_HAND)
                .should()
                .haveNameMatching("(.*[.$])?(" + NAMES_NOT_YET_FOUND + ")")
                .because("such a name says that a type exists, not what it does");
    }

    private ArchRule nobodyPrints() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".app..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .because("what operators should know goes to the log, and only the executable has a terminal");
    }

    private ArchRule nobodySleeps() {
        return noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", Duration.class)
                .because("a thread that sleeps serves nobody; whoever waits has an alarm");
    }

    private ArchRule onlyMainExits() {
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName(root + ".app.Main")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .because("inside somebody's JVM the broker may stop itself, not them");
    }

    private ArchRule hotCodeFormatsNoStrings() {
        return noClasses()
                .that()
                .resideInAnyPackage(
                        HOT.stream().map(name -> root + "." + name + "..").toArray(String[]::new))
                .should()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "formatted", Object[].class)
                .because("these packages see every message, and String.format parses its pattern each time");
    }

    private ArchRule nobodyFinalizes() {
        return noMethods()
                .should()
                .haveName("finalize")
                .because("the collector decides whether and when a finalizer runs");
    }
}
