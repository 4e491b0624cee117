package dev.palisade.worker;

import dev.palisade.activities.arm.AzureSettings;
import dev.palisade.activities.arm.AzureSettings.CredentialKind;
import dev.palisade.activities.arm.SimulatedTime;
import dev.palisade.worker.configuration.AzureConfiguration;
import java.util.Set;

/** The configuration's Azure in the words of the activities. */
final class AzureParts {
    private AzureParts() {}

    static AzureSettings settings(AzureConfiguration azure) {
        return new AzureSettings(
                azure.endpoint(),
                CredentialKind.valueOf(azure.credential().name()),
                azure.tenant().orElse(null),
                Set.copyOf(azure.operationHosts()),
                new SimulatedTime(azure.simulatedSpeed()),
                AzureSettings.HTTP_TIMEOUT,
                AzureSettings.SERVICE_LIMIT);
    }
}
