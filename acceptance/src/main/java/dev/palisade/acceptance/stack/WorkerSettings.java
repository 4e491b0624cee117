package dev.palisade.acceptance.stack;

import dev.palisade.workflows.contract.TemporalNames;
import java.time.Duration;

/**
 * The worker's configuration, for one team with one queue.
 *
 * @param temporal host:port
 * @param azure base URL of the simulator
 * @param speed of the simulator's clock
 * @param concurrency messages taken at a time
 */
record WorkerSettings(String temporal, String azure, double speed, int concurrency) {
    private static final String BUILD = "test";

    /** One more line. */
    static String slowAfter(Duration allowance) {
        return "slow: { after: %s, lookEvery: 1s }%n".formatted(allowance);
    }

    /** Of the only build there is. */
    String yaml() {
        return yaml(BUILD, true);
    }

    /** @param makeCurrent whether the worker itself makes its build current */
    String yaml(String build, boolean makeCurrent) {
        return """
                temporal: { address: "%s", namespace: %s, makeCurrent: %s, buildId: "%s" }
                azure: { endpoint: "%s", credential: simulator, simulatedSpeed: %s }
                serviceBus:
                  outcomesTopic: %s
                  concurrency: %s
                  teams:
                    - { name: %s, queue: %s, scopes: [/subscriptions/11111111-2222-3333-4444-555555555555] }
                """.formatted(
                        temporal,
                        TemporalNames.NAMESPACE,
                        makeCurrent,
                        build,
                        azure,
                        speed,
                        LocalStack.OUTCOMES,
                        concurrency,
                        LocalStack.TEAM,
                        LocalStack.QUEUE);
    }
}
