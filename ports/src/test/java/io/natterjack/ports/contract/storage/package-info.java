/// What every storage must pass, for the authors of storages.
///
/// Start at [io.natterjack.ports.contract.storage.StorageKit], which is all contracts together. Take the test-jar of
/// this module in scope `test`, and write one class:
///
/// ```java
/// final class ShelfStorageTest implements StorageKit {
///     @TempDir
///     private Path root;
///
///     private int places;
///
///     @Override
///     public StoragePlace place() {
///         Path directory = root.resolve("place" + places++);
///         return new StoragePlace() {
///             @Override
///             public Storage open() {
///                 return new ShelfStorage(directory);
///             }
///
///             @Override
///             public Sight find(byte[] bytes) {
///                 return Directories.contain(directory, bytes) ? Sight.FOUND : Sight.ABSENT;
///             }
///
///             @Override
///             public void close() {
///                 Directories.delete(directory);
///             }
///         };
///     }
///
///     @Override
///     public Set<StorageCapability> capabilities() {
///         return Set.of(StorageCapability.PERSISTENT, StorageCapability.ERASES);
///     }
/// }
/// ```
///
/// A storage grows into the kit contract by contract: implement `StorageContract`, then `MessageLogContract`, and so
/// on, and `StorageKit` in the end. What it claims in `capabilities` is checked both ways.
///
/// `StorageModelContract` takes random courses through the life of a stream; `-Dnatterjack.storage.seeds=2000` takes
/// more of them, and `-Dnatterjack.storage.seed=17` takes one again. They go through thousands of commits, so a test
/// may turn off what matters only when power is lost.
///
/// Not covered, because only an adapter can bring it about: a full disk, a failed sync, bytes that have changed, and
/// the loss of power.
@NullMarked
package io.natterjack.ports.contract.storage;

import org.jspecify.annotations.NullMarked;
