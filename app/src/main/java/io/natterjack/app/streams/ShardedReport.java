package io.natterjack.app.streams;

import io.natterjack.domain.jetstream.AccountStreams;
import io.natterjack.domain.jetstream.JetStream;
import io.natterjack.domain.jetstream.report.AccountAnswers;
import io.natterjack.domain.monitor.jsz.AccountReport;
import io.natterjack.domain.monitor.jsz.JetStreamFigures;
import io.natterjack.domain.monitor.jsz.JetStreamReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Asks each account on its shard, and waits for the answers.
///
/// A shard that does not answer in time, because it is recovering or stuck, counts as a problem and adds nothing to the
/// figures.
public final class ShardedReport implements JetStreamReport {
    private static final long PATIENCE_SECONDS = 5;

    private final JetStream jetStream;

    public ShardedReport(JetStream jetStream) {
        this.jetStream = jetStream;
    }

    /// @param account · of whom it was asked
    /// @param answer  · null if there was none in time
    private record Answer<T>(String account, @Nullable T answer) {}

    @Override
    public JetStreamFigures figures() {
        JetStreamFigures sum = JetStreamFigures.NONE;
        for (Answer<JetStreamFigures> each : ask(jetStream.accounts(), AccountAnswers::figures)) {
            sum = each.answer == null ? sum : sum.plus(each.answer);
        }
        return sum;
    }

    @Override
    public List<String> accounts() {
        return jetStream.accounts().stream()
                .map(each -> each.account().name())
                .sorted()
                .toList();
    }

    @Override
    public @Nullable AccountReport account(String name, Depth depth) {
        List<AccountStreams> asked = jetStream.accounts().stream()
                .filter(each -> each.account().name().equals(name))
                .toList();
        List<Answer<AccountReport>> answers = ask(asked, account -> AccountAnswers.report(account, depth));
        return answers.isEmpty() ? null : answers.getFirst().answer;
    }

    @Override
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        jetStream.problems().forEach(text -> problems.add(new Problem("", "", text)));
        for (Answer<List<Problem>> each : ask(jetStream.accounts(), AccountAnswers::problems)) {
            if (each.answer == null) {
                String text = "JetStream account '" + each.account + "' is recovering or does not answer";
                problems.add(new Problem(each.account, "", text));
            } else {
                problems.addAll(each.answer);
            }
        }
        problems.sort(Comparator.comparing(Problem::account).thenComparing(Problem::stream));
        return problems;
    }

    /// Everybody is asked before anybody is waited for.
    private static <T> List<Answer<T>> ask(Iterable<AccountStreams> accounts, Function<AccountStreams, T> question) {
        List<String> names = new ArrayList<>();
        List<CompletableFuture<T>> answers = new ArrayList<>();
        for (AccountStreams account : accounts) {
            CompletableFuture<T> answer = new CompletableFuture<>();
            account.shard().execute(() -> answer.complete(question.apply(account)));
            names.add(account.account().name());
            answers.add(answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        List<Answer<T>> found = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            found.add(new Answer<>(names.get(i), await(answers.get(i))));
        }
        return found;
    }

    private static <T> @Nullable T await(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException _) {
            return null; // not in time
        }
    }
}
