package dev.palisade.worker.configuration;

import java.time.Duration;
import java.util.Map;

/**
 * Everything that the worker is told.
 *
 * @param dedupeHorizon how old a message may be; at most the namespace's retention, since Temporal forgets ids after that
 * @param sealingKey 32 bytes in base64; seals operation URLs, which may carry signatures
 * @param shutdownTimeout how long running activities may take to finish once the worker is asked to stop
 * @param effective each key with the value in force, secrets masked: for printing
 */
public record WorkerConfiguration(
        TemporalConfiguration temporal,
        AzureConfiguration azure,
        ServiceBusConfiguration serviceBus,
        HttpConfiguration http,
        SlowConfiguration slow,
        Duration dedupeHorizon,
        Secret sealingKey,
        Duration shutdownTimeout,
        Map<String, String> effective) {
    public static final String SEALING_KEY_VARIABLE = "PALISADE_SEALING_KEY";

    /** @param address loopback by default: health and metrics are nobody's business by default */
    public record HttpConfiguration(String address, int port) {
        static HttpConfiguration read(Section section) {
            return new HttpConfiguration(section.text("address", "127.0.0.1"), section.number("port", 8091, 0, 65_535));
        }
    }
}
