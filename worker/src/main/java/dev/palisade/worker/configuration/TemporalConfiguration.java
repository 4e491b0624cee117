package dev.palisade.worker.configuration;

import java.util.Optional;

/**
 * Where Temporal is and how this worker polls it. What is not said here comes from {@code temporal.toml} and {@code TEMPORAL_*}
 * variables, as for Temporal's own tools; TLS and API keys come from there alone.
 *
 * @param buildId this build's name in the worker deployment
 * @param makeCurrent make this build the current one as soon as Temporal knows it; new requests then run on it
 * @param cachedWorkflows how many waiting workflows stay in memory, each with a thread or two; one that was put out is replayed from its
 *     short history when its operation is done, so a small number costs little
 */
public record TemporalConfiguration(
        Optional<String> address,
        Optional<String> namespace,
        String buildId,
        boolean makeCurrent,
        int workflowPollers,
        int activityPollers,
        int concurrentActivities,
        int cachedWorkflows) {

    static TemporalConfiguration read(Section section, String defaultBuildId) {
        Optional<String> address = section.text("address");
        address.filter(text -> !text.matches("[^:/\\s]+:\\d{1,5}"))
                .ifPresent(wrong -> section.problem(
                        "address", "'" + wrong + "' is not host:port", "write it as temporal.example.org:7233"));
        return new TemporalConfiguration(
                address,
                section.text("namespace"),
                section.text("buildId", defaultBuildId),
                section.flag("makeCurrent", false),
                section.number("workflowPollers", 5, 2, 100),
                section.number("activityPollers", 5, 1, 100),
                section.number("concurrentActivities", 100, 1, 10_000),
                section.number("cachedWorkflows", 50, 10, 10_000));
    }
}
