import com.palantir.javaformat.FormattingError;
import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Holds every Java source of the repository to one format: palantir-java-format, 120 columns.
///
/// Maven runs it once for all modules, from the root of the repository and in a JDK of its own, because the formatter
/// parses with the compiler of the JDK it runs on and Maven itself may run on an older one. The argument is `check`,
/// which fails and names the files that are not formatted, or `rewrite`, which formats them.
final class Format {
    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    private Format() {}

    public static void main(String[] arguments) throws IOException {
        boolean rewrite = arguments[0].equals("rewrite");
        List<Path> unformatted = sources().parallelStream()
                .filter(file -> differs(file, rewrite))
                .toList();
        unformatted.forEach(file -> System.out.println((rewrite ? "formatted " : "not formatted: ") + file));
        if (!rewrite && !unformatted.isEmpty()) {
            System.out.println("To format every source of the repository: ./mvnw -Pformat");
            System.exit(1);
        }
    }

    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(Path.of(""))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("target/"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean differs(Path file, boolean rewrite) {
        try {
            String before = Files.readString(file);
            String after = FORMATTER.formatSourceAndFixImports(before);
            boolean differs = !after.equals(before);
            if (differs && rewrite) {
                Files.writeString(file, after);
            }
            return differs;
        } catch (FormatterException | FormattingError failure) {
            throw new IllegalStateException("cannot format " + file + ": " + failure.getMessage(), failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
