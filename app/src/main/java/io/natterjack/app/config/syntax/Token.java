package io.natterjack.app.config.syntax;

/// A value and where it stands: at its key if it has one, at itself inside an array.
///
/// Lines count from 1, columns in bytes from the line's start: from 0 in the first line of a file and from 1 in the
/// others, which is how the reference counts.
public final class Token {
    private final Value value;
    private final String file;
    private final int line;
    private final int column;
    private boolean usedAsVariable;

    Token(Value value, String file, int line, int column) {
        this.value = value;
        this.file = file;
        this.line = line;
        this.column = column;
    }

    public Value value() {
        return value;
    }

    /// Some `$name` refers to this value. Such a key need not be one that the server knows.
    public boolean usedAsVariable() {
        return usedAsVariable;
    }

    void useAsVariable() {
        usedAsVariable = true;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }

    /// `file:line:column`
    public String position() {
        return file + ":" + line + ":" + column;
    }
}
