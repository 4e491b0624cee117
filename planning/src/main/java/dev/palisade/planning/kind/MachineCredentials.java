package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.MachineAttachment;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.observation.SecretReading;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the secret that a machine is attached with can be read: tried with the worker's credential before anything is touched, and so before
 * what is attached is detached to be attached again. The planner is told that it could be read, never what it says.
 */
final class MachineCredentials {
    private static final String FIELD = "credentials_secret";

    private MachineCredentials() {}

    /** The vault that the secret is in, if the team may use it. */
    static Optional<ResourceId> check(MachineAttachment machine, World world, Draft draft) {
        String secret = machine.credentials().secret();
        Optional<ResourceId> vault = TeamVaults.of(secret, world);
        if (vault.isEmpty()) {
            Map<String, String> arguments = Map.of("secret", secret);
            draft.refuse(FindingCode.SECRET_OUT_OF_SCOPE, machine.attachField(FIELD), WhoseMove.YOURS, arguments);
        } else {
            world.find(secret).ifPresent(reading -> checkReadable(machine, vault.get(), reading, draft));
        }
        return vault;
    }

    private static void checkReadable(MachineAttachment machine, ResourceId vault, JsonNode reading, Draft draft) {
        String field = machine.attachField(FIELD);
        String secret = machine.credentials().secret();
        SecretReading read = SecretReading.of(reading);
        if (read.isBehindClosedDoor()) {
            draft.refuse(
                    FindingCode.VAULT_CLOSED_TO_PALISADE,
                    field,
                    WhoseMove.ADMINISTRATOR,
                    Map.of("secret", secret, "vault", vault.name()));
        } else if (!read.readable()) {
            draft.refuse(
                    FindingCode.SECRET_UNREADABLE,
                    field,
                    WhoseMove.ADMINISTRATOR,
                    Map.of("secret", secret, "code", read.code(), "reason", read.reason()));
        }
    }
}
