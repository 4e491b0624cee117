package dev.palisade.planning.document;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import java.util.Locale;

/**
 * A machine that is there already, as a compute of the workspace.
 *
 * @param field the entry in the document
 * @param name of the compute in the workspace
 * @param sshPort where its SSH server listens
 */
public record MachineAttachment(
        String field, String name, Type type, ResourceId machine, int sshPort, Credentials credentials)
        implements Compute {

    /** What it is, in ARM's words and in people's. */
    public enum Type {
        VIRTUAL_MACHINE("VirtualMachine", "Microsoft.Compute/virtualMachines", "virtual machine"),
        HDINSIGHT("HDInsight", "Microsoft.HDInsight/clusters", "HDInsight cluster");

        private final String computeType;
        private final String armType;
        private final String noun;

        Type(String computeType, String armType, String noun) {
            this.computeType = computeType;
            this.armType = armType;
            this.noun = noun;
        }

        public String computeType() {
            return computeType;
        }

        public String armType() {
            return armType;
        }

        public String noun() {
            return noun;
        }

        static boolean isOne(JsonNode node) {
            String word = node.path("type").asText();
            return word.equals("virtual_machine") || word.equals("hdinsight");
        }

        private static Type of(JsonNode node) {
            return valueOf(node.path("type").asText().toUpperCase(Locale.ROOT));
        }
    }

    /**
     * How Azure Machine Learning signs in; who reads the secret, and when, is no matter of a document.
     *
     * @param administrator the account of the machine
     * @param authentication what the secret is: {@code password} or {@code private_key}
     * @param secret URL of the secret in its vault, with or without a version
     */
    public record Credentials(String administrator, String authentication, String secret) {}

    static MachineAttachment of(String field, JsonNode node) {
        JsonNode attach = node.path("attach");
        return new MachineAttachment(
                field,
                node.path("name").asText(),
                Type.of(node),
                ResourceId.of(attach.path("resource_id").asText()),
                attach.path("ssh_port").asInt(22),
                new Credentials(
                        attach.path("administrator").asText(),
                        attach.path("authentication").asText("password"),
                        attach.path("credentials_secret").asText()));
    }

    /** Where one property of {@code attach} stands. */
    public String attachField(String property) {
        return field + "/attach/" + property;
    }
}
