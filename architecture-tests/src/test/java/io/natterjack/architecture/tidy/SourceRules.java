package io.natterjack.architecture.tidy;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// What holds for a single source file. Every finding starts with the place, as compilers print it.
final class SourceRules {
    static final int LINES_MAX = 400;
    static final int METHOD_LINES_MAX = 70;
    static final int COLUMNS_MAX = 120;

    // Written so that this file passes its own rule.
    private static final Pattern PUT_OFF = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b");

    private final SourceFile file;
    private final List<String> findings;

    private SourceRules(SourceFile file, List<String> findings) {
        this.file = file;
        this.findings = findings;
    }

    static List<String> findings(List<SourceFile> files) {
        List<String> findings = new ArrayList<>();
        files.forEach(file -> new SourceRules(file, findings).checkLines());
        var task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(
                        null,
                        null,
                        null,
                        List.of(),
                        null,
                        files.stream().map(Text::new).toList());
        Iterator<SourceFile> asked = files.iterator();
        try {
            for (CompilationUnitTree unit : task.parse()) {
                // The compiler wraps what it is given, and yet answers in the order in which it was asked.
                SourceRules rules = new SourceRules(asked.next(), findings);
                rules.new Walk(unit, Trees.instance(task)).scan(unit, null);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return findings;
    }

    private void checkLines() {
        List<String> lines = file.lines();
        if (lines.size() > LINES_MAX) {
            find(lines.size(), "the file has " + lines.size() + " lines, " + LINES_MAX + " are allowed");
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.length() > COLUMNS_MAX) {
                find(i + 1L, "the line has " + line.length() + " columns, " + COLUMNS_MAX + " are allowed");
            }
            if (PUT_OFF.matcher(line).find()) {
                find(i + 1L, "work that is put off belongs to the list of issues");
            }
        }
    }

    private void find(long line, String what) {
        findings.add(file.path() + ":" + line + ": " + what);
    }

    /// A source as the compiler takes it.
    private static final class Text extends SimpleJavaFileObject {
        private final SourceFile file;

        Text(SourceFile file) {
            super(URI.create("string:///" + file.path()), Kind.SOURCE);
            this.file = file;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return file.text();
        }
    }

    /// Visits every type and method of the file.
    private final class Walk extends TreePathScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final Trees trees;

        Walk(CompilationUnitTree unit, Trees trees) {
            this.unit = unit;
            this.trees = trees;
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            TreePath path = getCurrentPath();
            boolean topLevel = path.getParentPath().getLeaf() instanceof CompilationUnitTree;
            boolean shown = type.getModifiers().getFlags().contains(Modifier.PUBLIC);
            if (file.isMain() && topLevel && shown && trees.getDocComment(path) == null) {
                find(firstLine(type), "public " + type.getSimpleName() + " does not say what it is");
            }
            return super.visitClass(type, null);
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            long lines = lastLine(method) - firstLine(method) + 1;
            if (lines > METHOD_LINES_MAX) {
                find(
                        firstLine(method),
                        method.getName() + " has " + lines + " lines, " + METHOD_LINES_MAX + " are allowed");
            }
            return super.visitMethod(method, null);
        }

        private long firstLine(Tree tree) {
            return lineOf(positions().getStartPosition(unit, tree));
        }

        private long lastLine(Tree tree) {
            return lineOf(positions().getEndPosition(unit, tree));
        }

        private SourcePositions positions() {
            return trees.getSourcePositions();
        }

        private long lineOf(long position) {
            LineMap lines = unit.getLineMap();
            return lines.getLineNumber(position);
        }
    }
}
