package io.natterjack.ports.storage;

/// Which stream.
///
/// @param account · name of the account it belongs to
/// @param stream  · its name in that account. Both may hold any character but NUL: a storage that makes file names of
///                  them has to see to it that they cannot reach outside of its place
public record StreamKey(String account, String stream) {
    @Override
    public String toString() {
        return account + " > " + stream;
    }
}
