package dev.palisade.activities.arm;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The one table of API versions: ARM type, lower-cased and without names, to the version that we speak. */
public final class ApiVersions {
    private static final String RESOURCE_GROUPS = "2025-04-01";
    private static final Map<String, String> BY_TYPE = Map.ofEntries(
            Map.entry("microsoft.authorization/locks", "2017-04-01"),
            Map.entry("microsoft.authorization/policyassignments", "2025-03-01"),
            Map.entry("microsoft.compute/locations/usages", "2025-04-01"),
            Map.entry("microsoft.compute/locations/vmsizes", "2025-04-01"),
            Map.entry("microsoft.compute/skus", "2021-07-01"),
            Map.entry("microsoft.compute/virtualmachines", "2025-04-01"),
            Map.entry("microsoft.containerservice/locations/kubernetesversions", "2025-09-01"),
            Map.entry("microsoft.containerservice/managedclusters", "2025-09-01"),
            Map.entry("microsoft.hdinsight/clusters", "2021-06-01"),
            Map.entry("microsoft.keyvault/vaults", "2025-05-01"),
            Map.entry("microsoft.kubernetesconfiguration/extensions", "2023-05-01"),
            Map.entry("microsoft.machinelearningservices/locations/usages", "2024-04-01"),
            Map.entry("microsoft.machinelearningservices/locations/vmsizes", "2024-04-01"),
            Map.entry("microsoft.machinelearningservices/workspaces", "2024-04-01"),
            Map.entry("microsoft.machinelearningservices/workspaces/codes/versions", "2024-04-01"),
            Map.entry("microsoft.machinelearningservices/workspaces/computes", "2024-04-01"),
            Map.entry("microsoft.machinelearningservices/workspaces/datastores", "2024-04-01"),
            Map.entry("microsoft.machinelearningservices/workspaces/environments/versions", "2024-04-01"),
            Map.entry("microsoft.machinelearningservices/workspaces/models/versions", "2024-04-01"),
            Map.entry("microsoft.machinelearningservices/workspaces/onlineendpoints", "2024-04-01"),
            Map.entry("microsoft.machinelearningservices/workspaces/onlineendpoints/deployments", "2024-04-01"),
            Map.entry("microsoft.machinelearningservices/workspaces/services", "2021-04-01"),
            Map.entry("microsoft.network/locations/servicetags", "2025-03-01"),
            Map.entry("microsoft.network/locations/usages", "2025-03-01"),
            Map.entry("microsoft.network/networkinterfaces", "2025-03-01"),
            Map.entry("microsoft.network/networksecuritygroups", "2025-03-01"),
            Map.entry("microsoft.network/routetables", "2025-03-01"),
            Map.entry("microsoft.network/virtualnetworks", "2025-03-01"),
            Map.entry("microsoft.network/virtualnetworks/subnets", "2025-03-01"),
            Map.entry("microsoft.network/virtualnetworks/usages", "2025-03-01"),
            Map.entry("microsoft.storage/storageaccounts", "2025-06-01"));

    private ApiVersions() {}

    /**
     * @param path of a resource, or of a collection such as {@code <scope>/providers/Microsoft.Authorization/locks}
     * @throws IllegalArgumentException if its type is not in the table
     */
    public static String of(String path) {
        String type = typeOf(path);
        String version = type.isEmpty() ? RESOURCE_GROUPS : BY_TYPE.get(type);
        return Optional.ofNullable(version)
                .orElseThrow(
                        () -> new IllegalArgumentException("No API version is known for " + type + " (" + path + ")"));
    }

    private static String typeOf(String path) {
        String key = path.toLowerCase(Locale.ROOT);
        int providers = key.lastIndexOf("/providers/");
        if (providers < 0) {
            return "";
        }
        String[] segments = key.substring(providers + "/providers/".length()).split("/", -1);
        StringBuilder type = new StringBuilder(segments[0]);
        for (int i = 1; i < segments.length; i += 2) {
            type.append('/').append(segments[i]);
        }
        return type.toString();
    }
}
