import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The native libraries that jars hold, as files. Netty would otherwise write them to a temporary folder at every
/// start, which takes time, and does not work where such folders may hold nothing that is executed.
final class NativeLibraries {
    private static final String INSIDE = "META-INF/native/";
    private static final String MACHINE = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";

    private NativeLibraries() {}

    static void extract(List<Path> jars, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Path jar : jars) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                for (ZipEntry entry :
                        zip.stream().filter(NativeLibraries::isForThisMachine).toList()) {
                    try (InputStream content = zip.getInputStream(entry)) {
                        Files.copy(content, folder.resolve(entry.getName().substring(INSIDE.length())));
                    }
                }
            }
        }
    }

    private static boolean isForThisMachine(ZipEntry entry) {
        return entry.getName().startsWith(INSIDE) && entry.getName().endsWith(MACHINE + ".so");
    }
}
