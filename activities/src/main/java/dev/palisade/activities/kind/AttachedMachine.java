package dev.palisade.activities.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.activities.arm.ArmWrite;
import dev.palisade.activities.arm.ArmWrite.Guard;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.MachineAttachment.Credentials;
import dev.palisade.planning.ledger.CredentialsTags;
import dev.palisade.planning.plan.ResourceKind;
import java.time.Duration;
import java.util.Map;

/**
 * A machine as a compute of a workspace, computeType VirtualMachine or HDInsight. Taking it away detaches it: the machine itself is nobody's here
 * to delete.
 */
final class AttachedMachine implements ArmKind.Credentialed {
    @Override
    public ResourceKind kind() {
        return ResourceKind.ATTACHED_MACHINE;
    }

    @Override
    public String noun() {
        return "attached machine";
    }

    @Override
    public Removal removal() {
        return Removal.DETACH;
    }

    @Override
    public Duration settlingWindow() {
        return Duration.ofSeconds(60);
    }

    @Override
    public Duration typicalDeletion() {
        return Duration.ofMinutes(2);
    }

    @Override
    public boolean creationIsGuarded() {
        return false;
    }

    @Override
    public String secret(ObjectNode body) {
        return CredentialsTags.in(body).secret();
    }

    /** {@code VirtualMachineSshCredentials}: Azure takes them, and its reads do not show them. */
    @Override
    public ObjectNode telling(ObjectNode body, String secret) {
        Credentials credentials = CredentialsTags.in(body);
        ObjectNode told = body.deepCopy();
        told.withObjectProperty("properties")
                .withObjectProperty("properties")
                .putObject("administratorAccount")
                .put("username", credentials.administrator())
                .put(credentials.authentication().equals("private_key") ? "privateKeyData" : "password", secret);
        return told;
    }

    @Override
    public ArmWrite create(ResourceId resource, ObjectNode body) {
        return ArmWrite.put(resource, body, Guard.NONE);
    }

    @Override
    public ArmWrite delete(ResourceId resource, JsonNode read) {
        return ArmWrite.delete(resource, Map.of("underlyingResourceAction", "Detach"), Guard.NONE);
    }
}
