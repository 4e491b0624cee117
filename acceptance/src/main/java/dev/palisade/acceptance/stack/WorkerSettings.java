package dev.palisade.acceptance.stack;

import dev.palisade.workflows.contract.TemporalNames;
import java.time.Duration;

/** The worker's configuration, for one team with one queue. */
final class WorkerSettings {
    private WorkerSettings() {}

    /** One more line. */
    static String slowAfter(Duration allowance) {
        return "slow: { after: %s, lookEvery: 1s }%n".formatted(allowance);
    }

    static String yaml(String temporal, String azure, double speed, int concurrency) {
        return """
                temporal: { address: "%s", namespace: %s, makeCurrent: true, buildId: test }
                azure: { endpoint: "%s", credential: simulator, simulatedSpeed: %s }
                serviceBus:
                  outcomesTopic: %s
                  concurrency: %s
                  teams:
                    - { name: %s, queue: %s, scopes: [/subscriptions/11111111-2222-3333-4444-555555555555] }
                """.formatted(
                        temporal,
                        TemporalNames.NAMESPACE,
                        azure,
                        speed,
                        LocalStack.OUTCOMES,
                        concurrency,
                        LocalStack.TEAM,
                        LocalStack.QUEUE);
    }
}
