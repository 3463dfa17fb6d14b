package io.natterjack.ports.contract.storage;

/// Everything a [io.natterjack.ports.storage.Storage] promises, one aspect per parent interface.
public interface StorageKit
        extends StorageContract,
                StreamNameContract,
                StoredStreamContract,
                MessageLogContract,
                DurabilityContract,
                MessageReaderContract,
                SubjectIndexContract,
                ConsumerStoreContract,
                CapabilityContract,
                StorageModelContract {}
