package io.natterjack.ports.observe;

/// What the operating system and the virtual machine know of the running server.
///
/// **Threading.** Any thread. The answers may be a moment old.
///
/// **Ownership.** Answers are values.
///
/// **Failure.** Never throws. What cannot be found out is 0, or an empty text.
public interface ProcessFacts {
    Usage usage();

    /// Every thread with its stack, to be read by people.
    String stacks();

    /// @param residentBytes · memory in use, as the operating system counts it
    /// @param cpuPercent    · of one core, since about the last second; above 100 on several cores
    /// @param cores         · of the machine, as far as this process may use them
    /// @param processors    · that the virtual machine makes use of
    record Usage(long residentBytes, double cpuPercent, int cores, int processors) {}
}
