package io.natterjack.app.wiring;

import dagger.Module;
import dagger.Provides;
import io.natterjack.app.run.BackgroundThreads;
import io.natterjack.app.run.BcryptHashes;
import io.natterjack.app.run.JvmProcess;
import io.natterjack.domain.scope.Surroundings;
import io.natterjack.ports.auth.PasswordHashes;
import io.natterjack.ports.observe.ProcessFacts;
import io.natterjack.ports.observe.ServerLog;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator.SplittableGenerator;

/// Clocks, threads, chance and the log.
@Module
interface WorldModule {
    @Provides
    @Singleton
    static BackgroundThreads background(ServerLog log) {
        return new BackgroundThreads(Runtime.getRuntime().availableProcessors(), log);
    }

    @Provides
    @Singleton
    static Surroundings surroundings(BackgroundThreads background, ServerLog log) {
        return new Surroundings(System::nanoTime, Instant::now, background, log);
    }

    /// For what nobody may guess: keys and nonces.
    @Provides
    @Singleton
    static SecureRandom secrets() {
        return new SecureRandom();
    }

    /// For what has to be spread evenly and fast.
    @Provides
    @Singleton
    static SplittableGenerator random(SecureRandom secrets) {
        return new SplittableRandom(secrets.nextLong());
    }

    @Provides
    @Singleton
    static PasswordHashes hashes() {
        return new BcryptHashes();
    }

    @Provides
    @Singleton
    static ProcessFacts process() {
        return new JvmProcess(System::nanoTime);
    }
}
