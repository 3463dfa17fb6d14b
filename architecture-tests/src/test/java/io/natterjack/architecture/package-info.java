/// The rules of the house as tests: what may know what, what the domain may touch, how types are shaped and named.
///
/// Start at [io.natterjack.architecture.ArchitectureTest]. Every rule is phrased as what is allowed, and
/// [io.natterjack.architecture.RulesHaveTeethTest] shows each one a class in `bad` that breaks it.
@NullMarked
package io.natterjack.architecture;

import org.jspecify.annotations.NullMarked;
