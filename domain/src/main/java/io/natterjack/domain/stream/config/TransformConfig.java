package io.natterjack.domain.stream.config;

/// A change of subjects, as it was written; [io.natterjack.domain.subject.SubjectTransform] applies it.
///
/// @param source      · empty for every subject
/// @param destination · empty to leave subjects as they are, where that is allowed
public record TransformConfig(String source, String destination) {}
