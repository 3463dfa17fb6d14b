/// The client protocol as dialogues: what a client sends, and every byte that the reference server answers.
///
/// The dialogues are the `.wire` files under `src/test/resources/wire`; [WireScript] explains how they are written.
/// [WireConformanceTest] replays them against a server of ours, and [WireRecorder] writes down what a reference
/// executable answers.
@NullMarked
package io.natterjack.app.wire;

import org.jspecify.annotations.NullMarked;
