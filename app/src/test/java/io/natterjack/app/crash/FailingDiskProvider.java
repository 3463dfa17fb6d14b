package io.natterjack.app.crash;

import io.natterjack.app.course.Seam;
import io.natterjack.filestore.FileStorageProvider;
import io.natterjack.filestore.disk.Disk;
import io.natterjack.filestore.disk.DiskFile;
import io.natterjack.filestore.disk.RealDisk;
import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageProvider;
import io.natterjack.ports.storage.StorageSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Streams in files on the disk of this machine, whose syncs fail while there is a file `broken` in the folder of the
/// storage: those of all files whose path has the content of that file in it.
///
/// Public, because a server that is started with it finds it as a plugin.
public final class FailingDiskProvider implements StorageProvider {
    static final String NAME = "failing";

    /// How a server finds it: the text of a file in the folder `META-INF/services`.
    static final String SERVICE = FailingDiskProvider.class.getName();

    static final String BROKEN = "broken";
    static final String CAUSE = "Input/output error";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Storage open(StorageSettings settings) {
        Path broken = settings.directory().resolve(BROKEN);
        Disk real = new RealDisk();
        return new FileStorageProvider(Seam.of(Disk.class, (method, arguments) -> {
                    Object result = Seam.pass(real, method, arguments);
                    return result instanceof DiskFile file
                            ? failing(file, String.valueOf(arguments[0]), broken)
                            : result;
                }))
                .open(settings);
    }

    private static DiskFile failing(DiskFile real, String path, Path broken) {
        return Seam.of(DiskFile.class, (method, arguments) -> {
            if (method.getName().equals("sync") && Files.exists(broken) && path.contains(Files.readString(broken))) {
                throw new IOException(CAUSE);
            }
            return Seam.pass(real, method, arguments);
        });
    }
}
