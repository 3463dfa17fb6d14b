package io.natterjack.ports.contract.storage;

import io.natterjack.ports.contract.storage.fixture.Bench;
import io.natterjack.ports.contract.storage.fixture.StorageFixture;
import io.natterjack.ports.contract.storage.model.Course;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Random operations lead to what the model says, whatever their order. A course that fails is taken again with
/// `-Dnatterjack.storage.seed=…`, which its name says.
public interface StorageModelContract extends StorageFixture {
    @TestFactory
    default Stream<DynamicTest> aStorageGoesWhereTheModelGoes() {
        Long only = Long.getLong("natterjack.storage.seed");
        LongStream seeds = only == null ? LongStream.range(0, seeds()) : LongStream.of(only);
        return seeds.mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
            try (Bench bench = new Bench(this)) {
                Course.take(bench, seed);
            }
        }));
    }
}
