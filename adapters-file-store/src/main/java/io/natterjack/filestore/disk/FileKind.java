package io.natterjack.filestore.disk;

/// The files of this storage that are written and read as a whole, by the mark they begin with.
public enum FileKind {
    MANIFEST(0x4d),
    CHECKPOINT(0x43),
    SUMMARY(0x53),
    KEY(0x4b);

    private final int code;

    FileKind(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
