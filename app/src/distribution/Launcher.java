import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The shell script that becomes the server.
///
/// @param template · with `@AOT@` and `@JAR@` to be filled in
/// @param jar      · the file name of the jar whose manifest names all others
record Launcher(String template, String jar) {
    /// @param aot · what the JVM shall do with the cache of classes: write it or use it
    void write(Path file, String aot) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, template.replace("@AOT@", aot).replace("@JAR@", jar));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
