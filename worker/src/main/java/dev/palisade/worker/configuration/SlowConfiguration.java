package dev.palisade.worker.configuration;

import dev.palisade.workflows.slowness.Slowness;
import java.time.Duration;

/**
 * When a request is told to be slow.
 *
 * @param after how much longer than usual a wait may take, in real time
 * @param lookEvery the pause between two looks; with {@code after}, how late it may be told
 */
public record SlowConfiguration(Duration after, Duration lookEvery) {
    static SlowConfiguration read(Section section) {
        return new SlowConfiguration(
                section.duration("after", Slowness.DEFAULT_ALLOWANCE),
                section.duration("lookEvery", Duration.ofMinutes(1)));
    }
}
