package dev.palisade.planning;

import java.util.Locale;

/** Resources that are there already, as ARM's GETs describe them: spelled as Azure spells, with fields that nobody sent. */
final class Found {
    private Found() {}

    static String compute(String size, String subnet, int maxNodes) {
        return """
                {"location": "Korea Central", "properties": {"computeType": "AmlCompute", "provisioningState": "Succeeded",
                 "createdOn": "2026-01-01T00:00:00Z", "properties": {"vmSize": "%s", "vmPriority": "Dedicated",
                 "scaleSettings": {"minNodeCount": 0, "maxNodeCount": %d, "nodeIdleTimeBeforeScaleDown": "PT2M"},
                 "subnet": {"id": "%s"}, "currentNodeCount": 2}}}""".formatted(size, maxNodes, subnet.toUpperCase(Locale.ROOT));
    }

    static String cluster(int count, String serviceCidr, boolean autoscaling) {
        return """
                {"location": "koreacentral", "properties": {"provisioningState": "Succeeded", "agentPoolProfiles":
                 [{"name": "agentpool", "count": %d, "vmSize": "standard_d3_v2", "maxPods": 30, "vnetSubnetID": "%s",
                   "enableAutoScaling": %s}],
                 "networkProfile": {"networkPlugin": "azure", "serviceCidr": "%s", "dnsServiceIP": "10.0.0.10"}}}""".formatted(count, ExampleWorld.INFERENCE_SUBNET, autoscaling, serviceCidr);
    }

    /** A cluster as a compute of a workspace. */
    static String attachment(String computeType, String cluster, String id) {
        return """
                {"id": "%s", "location": "koreacentral", "properties": {"computeType": "%s", "provisioningState": "Succeeded",
                 "resourceId": "%s", "properties": {"namespace": "default", "clusterPurpose": "FastProd"}}}""".formatted(id, computeType, cluster);
    }

    /** A resource that is not ready, with the tag of the request that began it, if any. */
    static String inState(String provisioningState, String requestId) {
        return """
                {"location": "koreacentral", "tags": {"palisade-request": "%s"}, "properties": {"provisioningState": "%s"}}""".formatted(requestId, provisioningState);
    }
}
