package io.natterjack.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/// All rules of a house.
final class Rules {
    private Rules() {}

    /// @param root · the package that holds the modules
    static Stream<ArchRule> of(String root) {
        return Stream.of(new Layers(root).all(), new Purity(root).all(), new Shapes(root).all())
                .flatMap(List::stream);
    }
}
