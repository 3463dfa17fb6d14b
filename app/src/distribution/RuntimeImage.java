import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.spi.ToolProvider;

/// The part of the JDK that the server needs.
final class RuntimeImage {
    /// What jdeps finds in our jars, in Netty's, in the driver of PostgreSQL and its pool, except for flight
    /// recordings, which cost start-up and memory.
    private static final String MODULES =
            "java.base,java.logging,java.management,java.naming,java.security.jgss,java.sql,"
                    + "jdk.management,jdk.unsupported";

    /// None: the archive compresses better what is not compressed yet, and classes are loaded sooner.
    private static final String COMPRESSION = "zip-0";

    /// For tools that look into images, for making caches of classes of one's own, and for clients that check which
    /// names a certificate may stand for.
    private static final String LEFT_OUT =
            "/java.base/lib/jrt-fs.jar,/java.base/lib/classlist," + "/java.base/lib/security/public_suffix_list.dat";

    /// What the JDK says in other languages: the server and its log speak English.
    private static final String TRANSLATIONS = "regex:.*_(ca|cs|de|es|fr|it|ja|ko|pt_BR|sk|sv|tr|zh_..)\\..*";

    private RuntimeImage() {}

    static void create(Path folder) throws IOException {
        ToolProvider jlink = ToolProvider.findFirst("jlink").orElseThrow();
        int status = jlink.run(
                System.out,
                System.err,
                "--add-modules",
                MODULES,
                "--output",
                folder.toString(),
                "--no-header-files",
                "--no-man-pages",
                "--strip-java-debug-attributes",
                "--exclude-files",
                LEFT_OUT,
                "--exclude-resources",
                TRANSLATIONS,
                "--compress",
                COMPRESSION);
        if (status != 0) {
            throw new IllegalStateException("jlink ended with " + status);
        }
        // The name of the process is the name of its executable: what lists processes shall find a nats-server.
        Path java = folder.resolve("bin").resolve("java");
        Files.copy(java, folder.resolve("bin").resolve("nats-server"), StandardCopyOption.COPY_ATTRIBUTES);
    }
}
