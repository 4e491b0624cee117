package dev.palisade.acceptance.stack;

import dev.palisade.workflows.contract.TemporalNames;

/** The worker's configuration, for one team with one queue. */
final class WorkerSettings {
    private WorkerSettings() {}

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
