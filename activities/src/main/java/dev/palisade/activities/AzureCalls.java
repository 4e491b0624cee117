package dev.palisade.activities;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.activities.arm.ArmAnswer;
import dev.palisade.activities.arm.ArmClient;
import dev.palisade.activities.arm.ArmThrottled;
import dev.palisade.activities.arm.ArmUnreachable;
import dev.palisade.activities.arm.ArmWrite;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads and writes whose refusals are already failures of the contract. */
final class AzureCalls {
    private final ArmClient arm;
    private final StepFailures failures;

    AzureCalls(ArmClient arm, StepFailures failures) {
        this.arm = arm;
        this.failures = failures;
    }

    /** Empty if Azure says that there is no such thing. */
    Optional<JsonNode> find(Doing doing, Attempt attempt) {
        return found(failures, doing, read(doing), attempt);
    }

    /** Any answer to a read of the resource. */
    ArmAnswer read(Doing doing) {
        return answered(failures, doing, () -> arm.get(doing.path()));
    }

    /** Sends a write. @return an answer that is a success */
    ArmAnswer write(Doing doing, ArmWrite write, Attempt attempt) {
        ArmAnswer answer = exchange(doing, write);
        if (!answer.isSuccess()) {
            throw failures.refused(doing, answer, attempt);
        }
        return answer;
    }

    /**
     * Sends a write that later attempts must know of.
     *
     * @param before what they know already: if Azure plainly refuses, it is all that there is to know
     * @param note writes down for them how far it has come
     * @return an answer that is a success
     */
    ArmAnswer noted(Doing doing, ArmWrite write, Attempt attempt, Sending before, Consumer<Sending> note) {
        note.accept(Sending.SENT);
        ArmAnswer answer = exchange(doing, write, () -> note.accept(before));
        if (!answer.isSuccess()) {
            throw failures.refused(doing, answer, attempt);
        }
        note.accept(Sending.TAKEN);
        return answer;
    }

    /** Any answer to a write. */
    ArmAnswer exchange(Doing doing, ArmWrite write) {
        return exchange(doing, write, () -> {});
    }

    /**
     * Any answer to a write.
     *
     * @param withoutEffect runs once it is certain that there was none: plainly refused, or never sent
     */
    ArmAnswer exchange(Doing doing, ArmWrite write, Runnable withoutEffect) {
        ArmAnswer answer = answered(failures, doing, () -> {
            try {
                return arm.send(write);
            } catch (ArmThrottled limit) {
                withoutEffect.run();
                throw limit;
            }
        });
        if (answer.isRefusal()) {
            withoutEffect.run();
        }
        return answer;
    }

    /** Any answer at all; that there is none is a failure of the contract. */
    ArmAnswer answered(Doing doing, Supplier<ArmAnswer> call) {
        return answered(failures, doing, call);
    }

    static ArmAnswer answered(StepFailures failures, Doing doing, Supplier<ArmAnswer> call) {
        try {
            return call.get();
        } catch (ArmUnreachable silence) {
            throw failures.unreachable(doing, silence);
        } catch (ArmThrottled limit) {
            throw failures.throttled(doing, limit);
        }
    }

    /** What an answer to a read says is there. */
    Optional<JsonNode> found(Doing doing, ArmAnswer answer, Attempt attempt) {
        return found(failures, doing, answer, attempt);
    }

    static Optional<JsonNode> found(StepFailures failures, Doing doing, ArmAnswer answer, Attempt attempt) {
        if (answer.isNotFound()) {
            return Optional.empty();
        }
        if (!answer.isSuccess()) {
            throw failures.refused(doing, answer, attempt);
        }
        if (answer.body() == null) {
            // Half a body is not an absent resource.
            throw failures.retrying(doing, "UnreadableAnswer", "Azure's answer to the read broke off.");
        }
        return Optional.of(answer.body());
    }
}
