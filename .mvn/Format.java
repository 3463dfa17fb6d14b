import com.palantir.javaformat.FormattingError;
import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.sun.source.tree.AnyPatternTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Holds every Java source of the repository to one format: palantir-java-format, 120 columns.
///
/// Maven runs it once for all modules, from the root of the repository and in a JDK of its own, because the formatter
/// parses with the compiler of the JDK it runs on and Maven itself may run on an older one. The argument is `check`,
/// which fails and names the files that are not formatted, or `rewrite`, which formats them.
final class Format {
    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    private static final Pattern MARKDOWN = Pattern.compile("(?m)^([ \\t]*///)(.*)$");

    private Format() {}

    public static void main(String[] arguments) throws IOException {
        boolean rewrite = arguments[0].equals("rewrite");
        Map<Path, String> findings = sources().parallelStream()
                .map(file -> Map.entry(file, finding(file, rewrite)))
                .filter(finding -> !finding.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
        findings.forEach((file, what) -> System.out.println(file + ": " + what));
        if (findings.values().stream().anyMatch(what -> !what.equals("formatted"))) {
            System.out.println("To format every source of the repository: ./mvnw -Pformat");
            System.exit(1);
        }
    }

    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(Path.of(""))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("target/"))
                    // Laid out by hand to be read on a page, and built apart.
                    .filter(file -> !file.startsWith("docs"))
                    .toList();
        }
    }

    /// @return what there is to say about the file; empty if it is formatted
    private static String finding(Path file, boolean rewrite) {
        try {
            String before = Files.readString(file);
            String after = format(before);
            if (after.equals(before)) {
                return "";
            } else if (rewrite) {
                Files.writeString(file, after);
                return "formatted";
            }
            return "not formatted";
        } catch (FormatterException | FormattingError failure) {
            return "cannot be formatted: " + failure.getMessage();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// The formatter breaks long lines of indented Markdown comments in ways that do not compile, so it gets to see
    /// them only when it looks for unused imports.
    private static String format(String text) throws FormatterException, IOException {
        String ordered = FORMATTER.fixImports(withTypedPatterns(text));
        List<String> comments = new ArrayList<>();
        String withoutComments = MARKDOWN.matcher(ordered).replaceAll(line -> {
            comments.add(line.group(2));
            return line.group(1) + " " + (comments.size() - 1);
        });
        return MARKDOWN.matcher(FORMATTER.formatSource(withoutComments)).replaceAll(line -> {
            String comment = comments.get(Integer.parseInt(line.group(2).strip()));
            return Matcher.quoteReplacement(line.group(1) + comment);
        });
    }

    /// Writes `case Point(int x, _)` as `case Point(int x, var _)`, the same in syntax that the formatter knows.
    private static String withTypedPatterns(String text) throws IOException {
        if (!text.contains(" _)") && !text.contains(" _,") && !text.contains("(_")) {
            return text;
        }
        var source = new SimpleJavaFileObject(URI.create("string:///Source.java"), SimpleJavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
        var compiler = ToolProvider.getSystemJavaCompiler();
        var task = (JavacTask) compiler.getTask(null, null, problem -> {}, List.of(), null, List.of(source));
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        StringBuilder typed = new StringBuilder(text);
        for (CompilationUnitTree unit : task.parse()) {
            new TreeScanner<Void, Void>() {
                private int inserted;

                @Override
                public Void visitAnyPattern(AnyPatternTree pattern, Void unused) {
                    // javac places the pattern at the token that follows it.
                    int from = (int) positions.getStartPosition(unit, pattern) + inserted;
                    typed.insert(typed.lastIndexOf("_", from), "var ");
                    inserted += "var ".length();
                    return null;
                }
            }.scan(unit, null);
        }
        return typed.toString();
    }
}
