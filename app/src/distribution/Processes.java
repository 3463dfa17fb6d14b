import java.io.IOException;
import java.util.List;

/// Runs other programs.
final class Processes {
    private Processes() {}

    static void run(List<String> command) throws IOException, InterruptedException {
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IllegalStateException(command + " ended with " + status);
        }
    }
}
