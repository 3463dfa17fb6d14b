package io.natterjack.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/// All rules of a house.
final class Rules {
    /// Code that annotation processors write is held to what it may know, not to how it looks.
    static final DescribedPredicate<JavaClass> WRITTEN_BY_HAND =
            describe("are written by hand", Rules::isWrittenByHand);

    private Rules() {}

    /// @param root · the package that holds the modules
    static Stream<ArchRule> of(String root) {
        return Stream.of(new Layers(root).all(), new Purity(root).all(), new Shapes(root).all())
                .flatMap(List::stream);
    }

    private static boolean isWrittenByHand(JavaClass type) {
        return type.getAnnotations().stream()
                        .noneMatch(annotation ->
                                annotation.getRawType().getSimpleName().endsWith("Generated"))
                && type.getEnclosingClass().stream().allMatch(Rules::isWrittenByHand);
    }
}
