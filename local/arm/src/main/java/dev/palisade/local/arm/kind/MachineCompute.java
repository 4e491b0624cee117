package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import dev.palisade.local.arm.state.World;
import java.time.Duration;
import java.util.Optional;

/**
 * A machine attached by SSH. Whether the service can sign in shows itself only when the operation ends. It keeps the account and never shows it.
 *
 * @param computeType VirtualMachine or HDInsight
 * @param machineType the ARM type of what is attached
 */
record MachineCompute(String computeType, String machineType) implements ComputeForm {
    private static final int SSH = 22;
    private static final int HIGHEST_PORT = 65535;
    private static final String ACCOUNT = "administratorAccount";
    /** Kept until the operation ends, and in no answer. */
    private static final String REFUSED = "signInRefused";

    static MachineCompute virtualMachine() {
        return new MachineCompute("VirtualMachine", VirtualMachines.TYPE);
    }

    static MachineCompute hdInsight() {
        return new MachineCompute("HDInsight", HdInsightClusters.TYPE);
    }

    @Override
    public boolean attached() {
        return true;
    }

    @Override
    public Duration duration() {
        return Duration.ofMinutes(3);
    }

    @Override
    public void put(Write write) {
        ObjectNode machine = require(write);
        ObjectNode settings = write.properties().withObjectProperty("properties");
        int port = settings.path("sshPort").asInt(SSH);
        if (port < 1 || port > HIGHEST_PORT) {
            throw MachineLearningErrors.userError("BadArgument", "sshPort is a port; given was " + port + ".");
        }
        settings.put("sshPort", port);
        JsonNode account = settings.path(ACCOUNT);
        if (account.path("username").asText("").isEmpty()
                || (account.path("password").asText("").isEmpty()
                        && account.path("privateKeyData").asText("").isEmpty())) {
            throw MachineLearningErrors.userError(
                    "InvalidAdministratorAccount",
                    "Compute " + write.id().name() + " needs properties.properties.administratorAccount with a"
                            + " username, and a password or privateKeyData.");
        }
        settings.put(REFUSED, !MachineSignIn.accepts(machine, account));
        settings.remove(ACCOUNT);
    }

    private ObjectNode require(Write write) {
        String asked = write.properties().path("resourceId").asText("");
        boolean fits = ResourceId.parse(asked)
                .filter(id -> id.type().equalsIgnoreCase(machineType))
                .isPresent();
        if (!fits) {
            throw MachineLearningErrors.userError(
                    "InvalidResourceId",
                    "Compute " + write.id().name() + " needs properties.resourceId, the id of a " + machineType
                            + "; given was '" + asked + "'.");
        }
        MachineLearningErrors.unchanged(write, "/resourceId");
        return write.referenced(asked)
                .orElseThrow(() ->
                        MachineLearningErrors.userError("ResourceNotFound", "Cannot find the machine " + asked + "."));
    }

    @Override
    public Optional<ArmError> failure(ObjectNode body, World world) {
        JsonNode settings = body.at("/properties/properties");
        Optional<ObjectNode> machine = ResourceId.parse(
                        body.at("/properties/resourceId").asText())
                .flatMap(world::find)
                .filter(found ->
                        found.at("/properties/provisioningState").asText().equals(Operation.SUCCEEDED));
        int port = settings.path("sshPort").asInt(SSH);
        if (machine.isEmpty() || !new InboundSsh(port, world).reaches(machine.get())) {
            return Optional.of(lateFailure());
        }
        if (!MachineSignIn.isUbuntu(machine.get())) {
            return failed("UnsupportedOperatingSystem", "Only machines that run Ubuntu are supported.");
        }
        return settings.path(REFUSED).asBoolean()
                ? failed("SshAuthenticationFailed", "Failed to sign in to the machine: permission denied.")
                : Optional.empty();
    }

    private static Optional<ArmError> failed(String code, String message) {
        return Optional.of(ArmError.of(400, code, message));
    }

    @Override
    public void show(ObjectNode body, World world) {
        body.withObjectProperty("properties").withObjectProperty("properties").remove(REFUSED);
    }

    @Override
    public ArmError lateFailure() {
        return ArmError.of(
                400, "SshConnectionFailed", "Failed to connect to the machine by SSH: the request timed out.");
    }
}
