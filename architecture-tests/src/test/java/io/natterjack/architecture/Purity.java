package io.natterjack.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ByteArrayOutputStream;
import java.lang.invoke.VarHandle;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/// What the domain may touch: no file, socket, clock, thread, lock or chance of its own.
///
/// Time, randomness and threads reach the domain as arguments, so that the same calls in the same order lead to the
/// same state, and a whole broker can be simulated from a seed.
///
/// @param root · the package that holds the modules
record Purity(String root) {
    /// The parts of the JDK that only compute.
    private static final DescribedPredicate<JavaClass> COMPUTES = resideInAnyPackage(
                    "java.lang",
                    "java.lang.annotation",
                    "java.lang.invoke",
                    "java.lang.runtime",
                    "java.math",
                    "java.nio",
                    "java.nio.charset",
                    "java.security",
                    "java.security.cert",
                    "java.security.spec",
                    "java.time..",
                    "java.util",
                    "java.util.function",
                    "java.util.random",
                    "java.util.regex",
                    "java.util.stream",
                    "java.util.zip")
            .or(belongToAnyOf(ByteArrayOutputStream.class));

    private static final List<Class<?>> TOUCHES_THE_WORLD = List.of(
            Thread.class,
            ThreadLocal.class,
            Process.class,
            ProcessBuilder.class,
            Runtime.class,
            Timer.class,
            Calendar.class,
            ServiceLoader.class);

    /// Calls that read a clock, chance or the environment, or that wait.
    private static final Map<Class<?>, Set<String>> READS_THE_WORLD = Map.of(
            System.class, Set.of("nanoTime", "currentTimeMillis", "getenv", "getProperty", "getProperties", "exit"),
            Math.class, Set.of("random"),
            UUID.class, Set.of("randomUUID"),
            RandomGenerator.class, Set.of("getDefault", "of"),
            SecureRandom.class, Set.of("getInstance", "getInstanceStrong", "getSeed"),
            Clock.class, Set.of("system", "systemUTC", "systemDefaultZone", "tick", "tickMillis", "tickSeconds"),
            Object.class, Set.of("wait", "notify", "notifyAll"));

    /// These start from the clock, or from chance, unless they are given a seed, an instant or bytes to hand out.
    private static final Set<Class<?>> NEED_AN_ARGUMENT =
            Set.of(Random.class, SplittableRandom.class, SecureRandom.class, Date.class);

    /// Where the domain shares memory between threads, each with its reason. Never with a lock.
    private static final Map<String, String> SHARED_MEMORY = Map.of(
            "routing", "a routing table is written by one thread at a time and read by every lane",
            "account", "every lane counts on the accounts of its clients, and a reload swaps their mappings",
            "auth", "the lane that delivers a request grants the reply that the lane of the client spends",
            "memory", "every shard creates and opens its streams in the one place there is",
            "broker", "lanes add and remove sessions while monitoring reads the list of them",
            "shard", "lanes leave messages in the inbox of a shard",
            "jetstream", "monitoring lists the accounts that have streams while a reload adds to them",
            "session", "monitoring reads the subscriptions of a client while its lane changes them");

    List<ArchRule> all() {
        return List.of(
                domainOnlyComputes(),
                domainReadsNoClock(),
                domainIsGivenSeeds(),
                domainSharesNoMemory(),
                domainWaitsForNobody());
    }

    private ArchRule domainOnlyComputes() {
        DescribedPredicate<JavaClass> jdk = resideInAPackage("java..");
        DescribedPredicate<JavaClass> allowed = not(jdk).or(
                        COMPUTES.and(not(belongToAnyOf(TOUCHES_THE_WORLD.toArray(Class<?>[]::new)))))
                .or(sharedMemory());
        return classes()
                .that()
                .resideInAPackage(root + ".domain..")
                .should()
                .onlyDependOnClassesThat(allowed.as("only compute"))
                .because("I/O, threads and randomness reach the domain only through ports");
    }

    private ArchRule domainReadsNoClock() {
        DescribedPredicate<JavaMethodCall> readsTheWorld = describe(
                "reads a clock, chance or the environment, or waits",
                call -> readsTheWorld(call.getTargetOwner(), call.getTarget().getName()));
        return noClasses()
                .that()
                .resideInAPackage(root + ".domain..")
                .should()
                .callMethodWhere(readsTheWorld)
                .because("time and chance are arguments in the domain");
    }

    private static boolean readsTheWorld(JavaClass owner, String method) {
        return (owner.getPackageName().equals("java.time") && method.equals("now"))
                || READS_THE_WORLD.entrySet().stream()
                        .anyMatch(calls -> owner.isEquivalentTo(calls.getKey())
                                && calls.getValue().contains(method));
    }

    private ArchRule domainIsGivenSeeds() {
        DescribedPredicate<JavaConstructorCall> withoutArgument = describe(
                "starts from the clock",
                call -> call.getTarget().getRawParameterTypes().isEmpty()
                        && !call.getOriginOwner()
                                .isAssignableTo(call.getTargetOwner().getName())
                        && NEED_AN_ARGUMENT.stream()
                                .anyMatch(type -> call.getTargetOwner().isEquivalentTo(type)));
        return noClasses()
                .that()
                .resideInAPackage(root + ".domain..")
                .should()
                .callConstructorWhere(withoutArgument)
                .because("a simulation that is given the same seed takes the same course");
    }

    private ArchRule domainSharesNoMemory() {
        String[] exceptions = SHARED_MEMORY.keySet().stream()
                .map(name -> root + ".domain." + name + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(root + ".domain..")
                .and(Rules.WRITTEN_BY_HAND)
                .and()
                .resideOutsideOfPackages(exceptions)
                .should()
                .dependOnClassesThat(sharedMemory())
                .because("one thread at a time owns each object of the domain; the exceptions are " + SHARED_MEMORY);
    }

    private ArchRule domainWaitsForNobody() {
        return noClasses()
                .that()
                .resideInAPackage(root + ".domain..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.concurrent.locks..")
                .because("a reader that waits for a writer stops an event loop and every client on it");
    }

    private static DescribedPredicate<JavaClass> sharedMemory() {
        return resideInAnyPackage("java.util.concurrent.atomic")
                .or(belongToAnyOf(ConcurrentHashMap.class, VarHandle.class));
    }
}
