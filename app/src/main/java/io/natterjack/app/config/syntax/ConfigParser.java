package io.natterjack.app.config.syntax;

import static io.natterjack.app.config.syntax.Cursor.blank;
import static io.natterjack.app.config.syntax.Cursor.newLine;
import static io.natterjack.app.config.syntax.Cursor.separator;
import static io.natterjack.app.config.syntax.Cursor.shown;
import static io.natterjack.app.config.syntax.Cursor.space;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Turns one text into a [Block].
///
/// The language is forgiving in many ways that configuration files in the field rely on: a key may be followed by `=`,
/// by `:` or by nothing; entries end with a new line, a comma or a semicolon; the whole text may stand in braces, and a
/// lone `}` may close it. Where the reference is forgiving by accident, so is this parser, because such files exist.
/// Its method names follow the grammar, one for each thing that can be read.
///
/// Keys that were read and still wait for their value are on a stack of their own rather than in local variables. In
/// `outer { inner: }` the value of `inner` is the map itself, and `outer` gets none: the reference says so.
final class ConfigParser {
    private static final int DEPTH_MAX = 500;
    private static final String VALUE_END = "value to end with a new line, comment or EOF";

    private final Cursor cursor;
    private final KeyReader keys;
    private final ScalarReader scalars;
    private final String file;
    private final References references;
    private final Deque<KeyReader.Key> waiting = new ArrayDeque<>();
    private final Deque<Block> scopes = new ArrayDeque<>();
    private final Block root = new Block();
    private int depth;

    /// @param file · name in positions; empty for a text that has no file
    ConfigParser(byte[] text, String file, References references) {
        this.cursor = new Cursor(text, file);
        this.keys = new KeyReader(cursor);
        this.scalars = new ScalarReader(cursor);
        this.file = file;
        this.references = references;
    }

    /// Takes a value that was read, together with its own position.
    private interface Sink {
        void accept(Value value, int line, int column);
    }

    /// @throws ConfigException if the text is not in the language
    Block parse() {
        scopes.push(root);
        while (true) {
            int c = afterSpaces();
            if (c == Cursor.END) {
                if (cursor.movedSinceMark()) {
                    throw cursor.error("Unexpected EOF.");
                }
                return root;
            } else if (c == '{') {
                braces();
            } else if (c == '#') {
                comment();
            } else if (c == '/') {
                if (cursor.peek() != '/') {
                    throw cursor.error("Unexpected EOF.");
                }
                comment();
            } else {
                cursor.back();
                if (!entry()) {
                    return root;
                }
                topValueEnd();
            }
        }
    }

    /// What may follow a value outside of all braces.
    private void topValueEnd() {
        while (true) {
            int c = cursor.next();
            if (c == '#' || (c == '/' && cursor.peek() == '/')) {
                comment();
                return;
            } else if (newLine(c) || c == Cursor.END || c == ';' || c == ',' || c == '}') {
                cursor.mark();
                return;
            } else if (!blank(c) && c != '/') {
                throw cursor.error("Expected a top-level " + VALUE_END + ", but got '" + shown(c) + "' instead.");
            }
        }
    }

    /// Braces around top-level entries. They open no scope. They need not be closed.
    private void braces() {
        deeper();
        while (true) {
            int c = afterSpaces();
            if (c == '{') {
                braces();
                if (!anotherEntryInBraces()) {
                    break;
                }
            } else if (c == '}') {
                break;
            } else if (c == '#' || (c == '/' && cursor.peek() == '/')) {
                comment();
            } else if (c == Cursor.END && !cursor.movedSinceMark()) {
                break;
            } else if (c == Cursor.END || c == '/') {
                throw cursor.error("Unexpected EOF.");
            } else {
                cursor.back();
                if (!entry() || !anotherEntryAfterValue()) {
                    break;
                }
            }
        }
        cursor.mark();
        depth--;
    }

    /// Behind a value inside top-level braces.
    ///
    /// @return false if the closing brace was read
    private boolean anotherEntryAfterValue() {
        while (true) {
            int c = cursor.next();
            if (c == '#' || (c == '/' && cursor.peek() == '/')) {
                comment();
            } else if (newLine(c) || c == ';' || c == ',') {
                cursor.mark();
                return true;
            } else if (c == '}') {
                return false;
            } else if (!blank(c) && c != '/') {
                throw cursor.error("Expected a block-level " + VALUE_END + ", but got '" + shown(c) + "' instead.");
            }
        }
    }

    /// Behind braces inside top-level braces.
    ///
    /// @return false if the closing brace was read
    private boolean anotherEntryInBraces() {
        while (true) {
            int c = cursor.next();
            if (c == '#' || (c == '/' && cursor.peek() == '/')) {
                comment();
                return true;
            } else if (c == ';' || c == ',') {
                cursor.mark();
                return true;
            } else if (c == '}') {
                return false;
            } else if (!newLine(c) && !blank(c) && c != '/') {
                throw cursor.error("Expected a block-level to end with a '}', but got '" + shown(c) + "' instead.");
            }
        }
    }

    /// A key with its value, or an `include`, at the top level.
    ///
    /// @return false at the end of the text
    private boolean entry() {
        int first = afterSpaces();
        if (separator(first)) {
            cursor.back();
            throw cursor.error("Unexpected key separator '" + shown(first) + "'");
        }
        if (first == '"' || first == '\'') {
            KeyReader.Key key = keys.quoted(first);
            if (key == null) {
                if (cursor.movedSinceMark()) {
                    throw cursor.error("Unexpected EOF.");
                }
                return false;
            }
            waiting.push(key);
        } else {
            KeyReader.Key key = keys.bare();
            if (key == null) {
                include(root);
                return true;
            }
            waiting.push(key);
        }
        return keyEnd();
    }

    /// @return false at the end of the text, which is allowed behind a lone closing brace
    private boolean keyEnd() {
        int c = afterSpaces();
        if (separator(c)) {
            cursor.mark();
        } else if (c == Cursor.END) {
            if (!waiting.element().name().equals("}")) {
                throw cursor.incomplete();
            }
            return false;
        } else {
            cursor.back();
        }
        value((value, _, _) -> put(root, value));
        return true;
    }

    private void value(Sink sink) {
        int c = cursor.next();
        while (blank(c)) {
            cursor.mark();
            c = cursor.next();
        }
        if (c == '[') {
            cursor.mark();
            array(sink);
        } else if (c == '{') {
            cursor.mark();
            map(sink);
        } else {
            scalar(scalars.read(c), sink);
        }
    }

    private void scalar(Scalar scalar, Sink sink) {
        Value value = scalar.kind() == Scalar.Kind.VARIABLE
                ? references.resolve(scalar.text(), scalar.line(), scopes)
                : scalar.value();
        sink.accept(value, scalar.line(), scalar.column());
    }

    private void array(Sink sink) {
        deeper();
        List<Token> items = new ArrayList<>();
        while (true) {
            int c = afterSpaces();
            if (c == ']') {
                break;
            } else if (c == '#' || (c == '/' && cursor.peek() == '/')) {
                comment();
            } else if (c == ',' || c == '/') {
                throw cursor.error("Unexpected array value terminator ','.");
            } else {
                cursor.back();
                value((value, line, column) -> items.add(new Token(value, file, line, column)));
                if (!anotherItem()) {
                    break;
                }
            }
        }
        cursor.mark();
        depth--;
        sink.accept(new Value.Sequence(items), cursor.line(), cursor.column(0));
    }

    /// @return false if the closing bracket was read
    private boolean anotherItem() {
        while (true) {
            int c = cursor.next();
            if (c == '#' || (c == '/' && cursor.peek() == '/')) {
                comment();
            } else if (c == ',' || newLine(c) || c == '/') {
                cursor.mark();
                return true;
            } else if (c == ']') {
                return false;
            } else if (!blank(c)) {
                throw cursor.error("Expected an array value terminator \",\" or an array terminator \"]\", but got '"
                        + shown(c) + "' instead.");
            }
        }
    }

    private void map(Sink sink) {
        deeper();
        Block block = new Block();
        scopes.push(block);
        boolean open = true;
        while (open) {
            int c = afterSpaces();
            if (c == '}') {
                open = false;
            } else if (c == '#' || (c == '/' && cursor.peek() == '/')) {
                comment();
            } else {
                open = mapEntry(block, c);
            }
        }
        cursor.mark();
        scopes.pop();
        depth--;
        sink.accept(block, cursor.line(), cursor.column(0));
    }

    /// @return false if the closing brace was read
    private boolean mapEntry(Block block, int first) {
        if (first == Cursor.END) {
            throw cursor.error("Unexpected EOF processing map.");
        } else if (separator(first) || first == ']') {
            cursor.back();
            String what = first == ']' ? "array end ']' processing map." : "key separator '" + shown(first) + "'.";
            throw cursor.error("Unexpected " + what);
        }
        KeyReader.Key key = keys.inMap(first);
        if (key == null) {
            include(block);
            return anotherEntry();
        }
        waiting.push(key);
        return mapValue(block) && anotherEntry();
    }

    /// @return false if the closing brace of the map was read in place of a value
    private boolean mapValue(Block block) {
        int c = afterSpaces();
        if (separator(c)) {
            cursor.mark();
            c = afterSpaces();
        }
        if (c == ',') {
            throw cursor.error("Unexpected map value terminator \",\".");
        }
        if (c == '}') {
            return false;
        }
        cursor.back();
        value((value, _, _) -> put(block, value));
        return true;
    }

    /// @return false if the closing brace was read
    private boolean anotherEntry() {
        while (true) {
            int c = cursor.next();
            if (c == '#' || (c == '/' && cursor.peek() == '/')) {
                comment();
            } else if (c == ';' || c == ',' || newLine(c) || c == '/') {
                cursor.mark();
                return true;
            } else if (c == '}') {
                return false;
            } else if (!blank(c)) {
                throw cursor.error("Expected a map value terminator \",\" or a map terminator \"}\", but got '"
                        + shown(c) + "' instead.");
            }
        }
    }

    private void include(Block into) {
        references.include(keys.includePath(), file).entries().forEach(into::put);
    }

    private void put(Block block, Value value) {
        KeyReader.Key key = waiting.pop();
        block.put(key.name(), new Token(value, file, key.line(), key.column()));
    }

    /// Reads over white space, marks the first character behind it, and reads that.
    private int afterSpaces() {
        cursor.mark();
        int c = cursor.next();
        while (space(c)) {
            cursor.mark();
            c = cursor.next();
        }
        return c;
    }

    private void comment() {
        for (int c = cursor.peek(); !newLine(c) && c != Cursor.END; c = cursor.peek()) {
            cursor.next();
        }
        cursor.mark();
    }

    private void deeper() {
        if (++depth > DEPTH_MAX) {
            throw cursor.error("More than " + DEPTH_MAX + " levels of nesting.");
        }
    }
}
