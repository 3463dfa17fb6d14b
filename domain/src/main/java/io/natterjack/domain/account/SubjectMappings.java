package io.natterjack.domain.account;

/// What becomes of the subject of a published message.
///
/// **Threading.** Immutable.
public final class SubjectMappings {
    /// Every subject stays what it is.
    public static final SubjectMappings NONE = new SubjectMappings();

    private SubjectMappings() {}

    /// Whether there is nothing to ask.
    public boolean isEmpty() {
        return true;
    }
}
