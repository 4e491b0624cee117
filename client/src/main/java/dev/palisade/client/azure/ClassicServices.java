package dev.palisade.client.azure;

import dev.palisade.client.failure.CommandFailure;
import dev.palisade.planning.arm.ResourceId;

/** The web services of profile {@code seed}, which Azure Resource Manager makes and shows, and gives no keys, tokens or logs of. */
public final class ClassicServices {
    private static final String API_VERSION = "2021-04-01";

    private ClassicServices() {}

    /** Says where to go instead, if what is asked for is a classic service and no online endpoint. */
    public static void refuse(AzureAccess azure, ResourceId endpoint) throws InterruptedException {
        String name = endpoint.name();
        String doing = "looking for endpoint " + name;
        if (azure.find(endpoint.toString(), AzureAccess.API_VERSION, doing).isPresent()) {
            return;
        }
        ResourceId service = endpoint.parent().child("services", name);
        if (azure.find(service.toString(), API_VERSION, doing).isPresent()) {
            throw CommandFailure.rejected(
                    name + " is a classic web service (profile seed), and Azure Resource Manager has no"
                            + " operation for its keys, tokens or logs: only the workspace's own API has. Ask it by your own"
                            + " credential with the Azure CLI's extension azure-cli-ml: az ml endpoint realtime get-keys, regen-key,"
                            + " get-access-token or get-logs, --name " + name + ". Nothing was changed.");
        }
    }
}
