package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The versions of Kubernetes that AKS offers in every region, in the shape of {@code ManagedClusters_ListKubernetesVersions}. */
public final class KubernetesVersions {
    private static final String DEFAULT = "1.33";
    private static final String PREVIEW = "1.34";
    private static final List<String> OFFERED = List.of(PREVIEW, DEFAULT, "1.32", "1.31");

    private KubernetesVersions() {}

    /** The answer of {@code GET …/locations/{l}/kubernetesVersions}. */
    public static ObjectNode answer() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode values = answer.putArray("values");
        for (String version : OFFERED) {
            ObjectNode value = values.addObject().put("version", version);
            value.put("isDefault", version.equals(DEFAULT)).put("isPreview", version.equals(PREVIEW));
            value.putObject("capabilities").putArray("supportPlan").add("KubernetesOfficial");
            value.putObject("patchVersions").putObject(version + ".5").putArray("upgrades");
        }
        return answer;
    }
}
