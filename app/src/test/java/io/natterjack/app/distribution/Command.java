package io.natterjack.app.distribution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What an executable that ends by itself has answered.
///
/// @param status · its exit code
/// @param out    · all of its standard output
/// @param err    · all of its standard error
record Command(int status, String out, String err) {
    static Command run(Path executable, String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(Stream.of(executable.toString()), Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command).start();
        process.getOutputStream().close();
        // Neither answer fills a pipe, so that they can be read one after the other.
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Command(process.waitFor(), out, err);
    }
}
