package dev.palisade.planning.worlds;

import static dev.palisade.planning.worlds.Scene.CLUSTER;
import static dev.palisade.planning.worlds.Scene.INFERENCE;
import static dev.palisade.planning.worlds.Scene.OTHER_GROUP;
import static dev.palisade.planning.worlds.Scene.SECURITY_GROUP;
import static dev.palisade.planning.worlds.Scene.TRAINING;
import static dev.palisade.planning.worlds.Scene.account;
import static dev.palisade.planning.worlds.Scene.json;
import static dev.palisade.planning.worlds.Scene.rule;
import static dev.palisade.planning.worlds.Scene.vault;
import static dev.palisade.planning.worlds.Scene.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** Something that is there before Palisade comes, and is none of its business. */
public enum Prop {
    /** Each workspace has an account of its own; otherwise they share the first. */
    ACCOUNT_EACH(azure -> {}),
    VAULT_EACH(azure -> {}),
    OTHER_ENDPOINT(azure -> endpoint(azure, "Microsoft.Sql")),
    STORAGE_ENDPOINT(azure -> endpoint(azure, "Microsoft.Storage")),
    /** Azure allows one of the two. */
    GLOBAL_STORAGE_ENDPOINT(azure -> {
        if (!azure.find(TRAINING).orElseThrow().toString().contains("Microsoft.Storage")) {
            endpoint(azure, "Microsoft.Storage.Global");
        }
    }),
    VAULT_ENDPOINT(azure -> endpoint(azure, "Microsoft.KeyVault")),
    SMALL_TRAINING_SUBNET(azure ->
            azure.edit(TRAINING, subnet -> subnet.withObject("/properties").put("addressPrefix", "10.1.0.0/28"))),
    GROUP_ON_TRAINING(azure -> azure.edit(
            TRAINING,
            subnet -> subnet.withObject("/properties/networkSecurityGroup").put("id", OTHER_GROUP))),
    GROUP_ON_INFERENCE(azure -> azure.edit(
            INFERENCE,
            subnet -> subnet.withObject("/properties/networkSecurityGroup").put("id", SECURITY_GROUP))),
    DENY_INTERNET(azure -> rules(azure, rule("deny-internet", 2000, "Deny", "Internet", "*"))),
    PRIORITIES_TAKEN(azure -> {
        rules(azure, rule("vpn", 1000, "Allow", "10.9.0.0/16", "443"));
        rules(azure, rule("office", 1001, "Allow", "198.51.100.7", "22"));
    }),
    RULE_ENOUGH(azure -> rules(azure, rule("batch", 1500, "Allow", "BatchNodeManagement", "29876-29877"))),
    EXCEPTION(azure -> rules(azure, rule("not-there", 1200, "Deny", "198.51.100.0/25", "22"))),
    ACCOUNT_ADDRESSES(azure -> acls(azure, account(0))
            .withArray("ipRules")
            .addObject()
            .put("value", "192.0.2.1")
            .put("action", "Allow")),
    /** What many tests take for granted and no account has to have. */
    ACCOUNT_SAYS_OPEN(
            azure -> acls(azure, account(0)).put("defaultAction", "Allow").put("bypass", "AzureServices")),
    ACCOUNT_LOGS(azure -> acls(azure, account(0)).put("bypass", "Logging")),
    ACCOUNT_CLOSED(azure -> acls(azure, account(0)).put("defaultAction", "Deny").put("bypass", "None")),
    VAULT_ADDRESSES(
            azure -> acls(azure, vault(0)).withArray("ipRules").addObject().put("value", "192.0.2.1/32")),
    VAULT_CLOSED(azure -> acls(azure, vault(0)).put("defaultAction", "Deny").put("bypass", "None")),
    FOREIGN_CLUSTER(azure -> azure.put(CLUSTER, cluster())),
    FOREIGN_EXTENSION(azure -> {
        if (azure.has(CLUSTER)) {
            azure.put(
                    CLUSTER + "/providers/Microsoft.KubernetesConfiguration/extensions/customer-ml",
                    json(
                            "{'properties':{'extensionType':'microsoft.azureml.kubernetes','provisioningState':'Succeeded'}}"));
        }
    }),
    FOREIGN_ATTACHMENT(azure -> {
        if (azure.has(CLUSTER)) {
            azure.put(workspace("other"), json("{'location':'koreacentral','properties':{}}"));
            ObjectNode compute = json("{'properties':{'computeType':'Kubernetes','provisioningState':'Succeeded'}}");
            compute.withObject("/properties").put("resourceId", CLUSTER);
            azure.put(workspace("other") + "/computes/serving", compute);
        }
    }),
    FOREIGN_COMPUTE(azure -> azure.put(workspace(0) + "/computes/cpu", compute("STANDARD_D2_V2", 2))),
    OTHER_FOREIGN_COMPUTE(azure -> azure.put(workspace(1) + "/computes/gpu", compute("STANDARD_D3_V2", 9))),
    WORKSPACES_UNLISTED(azure -> azure.forbid(Scene.ALL_WORKSPACES));

    // Each is a function without any state.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Consumer<Azure> arrives;

    Prop(Consumer<Azure> arrives) {
        this.arrives = arrives;
    }

    void in(Azure azure) {
        arrives.accept(azure);
    }

    static ObjectNode compute(String size, int nodes) {
        ObjectNode compute = json("{'location':'koreacentral','properties':{'computeType':'AmlCompute',"
                + "'provisioningState':'Succeeded','properties':{'currentNodeCount':0}}}");
        ObjectNode properties = compute.withObject("/properties/properties").put("vmSize", size);
        properties
                .putObject("scaleSettings")
                .put("minNodeCount", 0)
                .put("maxNodeCount", nodes)
                .put("nodeIdleTimeBeforeScaleDown", "PT2M");
        properties.putObject("subnet").put("id", TRAINING);
        return compute;
    }

    private static ObjectNode cluster() {
        ObjectNode cluster = json("{'location':'koreacentral','properties':{'provisioningState':'Succeeded'}}");
        cluster.withObject("/properties")
                .putArray("agentPoolProfiles")
                .addObject()
                .put("name", "nodepool1")
                .put("count", 3)
                .put("maxPods", 30)
                .put("vmSize", "Standard_D3_v2")
                .put("vnetSubnetID", INFERENCE);
        return cluster;
    }

    private static ObjectNode acls(Azure azure, String id) {
        return azure.find(id).orElseThrow().withObject("/properties/networkAcls");
    }

    private static void endpoint(Azure azure, String service) {
        azure.find(TRAINING)
                .orElseThrow()
                .withArray("/properties/serviceEndpoints")
                .addObject()
                .put("service", service);
    }

    private static void rules(Azure azure, ObjectNode rule) {
        azure.find(SECURITY_GROUP)
                .orElseThrow()
                .withArray("/properties/securityRules")
                .add(rule.deepCopy());
        azure.find(OTHER_GROUP)
                .orElseThrow()
                .withArray("/properties/securityRules")
                .add(rule.deepCopy());
    }
}
