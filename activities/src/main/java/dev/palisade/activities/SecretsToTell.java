package dev.palisade.activities;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.activities.arm.ArmErrors.Verdict;
import dev.palisade.activities.arm.ArmUnreachable;
import dev.palisade.activities.arm.ArmWrite;
import dev.palisade.activities.arm.VaultSecrets;
import dev.palisade.activities.kind.ArmKind;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.workflows.contract.FailureClass;
import java.util.function.Function;

/** Puts into a write, at the moment when it is sent, the secret that Azure must be told and nobody else. */
final class SecretsToTell {
    private final VaultSecrets vaults;
    private final StepFailures failures;

    SecretsToTell(VaultSecrets vaults, StepFailures failures) {
        this.vaults = vaults;
        this.failures = failures;
    }

    /** @param write makes the write of the body that is sent */
    ArmWrite told(ArmKind kind, ObjectNode body, Doing doing, Function<ObjectNode, ArmWrite> write) {
        if (!(kind instanceof ArmKind.Credentialed credentialed)) {
            return write.apply(body);
        }
        String secret = read(credentialed.secret(body), doing);
        return write.apply(credentialed.telling(body, secret)).withholding(secret);
    }

    private String read(String url, Doing doing) {
        VaultSecrets.Read read = answered(url, doing);
        String value = read.value();
        if (value != null) {
            return value;
        }
        String why = "the secret " + url + " cannot be read (" + read.error().code() + "): "
                + read.error().message();
        throw read.isTransient()
                ? failures.retrying(doing, "SecretUnreadable", why)
                : failures.ending(
                        new Verdict(FailureClass.NEEDS_A_PERSON, WhoseMove.ADMINISTRATOR),
                        doing,
                        "SecretUnreadable",
                        why);
    }

    private VaultSecrets.Read answered(String url, Doing doing) {
        try {
            return vaults.read(url);
        } catch (ArmUnreachable silence) {
            throw failures.unreachable(doing, silence);
        }
    }
}
