package dev.palisade.local.arm.kind;

import java.util.Locale;
import java.util.Set;

/** The service tags that may stand for addresses, after the table in Azure's documents; some also per region. */
final class ServiceTags {
    private static final Set<String> WHOLE = Set.of(
            "virtualnetwork",
            "azureloadbalancer",
            "internet",
            "azureactivedirectory",
            "azureadvancedthreatprotection",
            "azuredevops",
            "azurekubernetesservice",
            "azuremachinelearninginference",
            "gatewaymanager",
            "microsoftpurviewpolicydistribution");
    private static final Set<String> REGIONAL = Set.of(
            "apimanagement",
            "appservice",
            "azurebackup",
            "azurecloud",
            "azurecontainerregistry",
            "azurecosmosdb",
            "azurefrontdoor",
            "azurekeyvault",
            "azuremachinelearning",
            "azuremonitor",
            "azureresourcemanager",
            "batchnodemanagement",
            "eventhub",
            "microsoftcontainerregistry",
            "servicebus",
            "sql",
            "storage");

    private ServiceTags() {}

    /** Whether there is such a tag, in any case. */
    static boolean has(String tag) {
        String asked = tag.toLowerCase(Locale.ROOT);
        int dot = asked.indexOf('.');
        boolean regional = dot > 0 && asked.length() > dot + 1 && REGIONAL.contains(asked.substring(0, dot));
        return regional || WHOLE.contains(asked) || REGIONAL.contains(asked);
    }
}
