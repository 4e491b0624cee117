package dev.palisade.activities.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.palisade.planning.finding.Language;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.StepOutcome;
import dev.palisade.workflows.contract.StepOutcome.StepTold;
import dev.palisade.workflows.contract.StepOutcome.Waiting;
import dev.palisade.workflows.contract.Undone;
import org.jspecify.annotations.Nullable;

/**
 * What an outcome of one step tells.
 *
 * @param attempt counts the attempts at the request, from 1
 * @param by who asked for this attempt; null for the message itself
 * @param language of remedies
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StepOutcomeData(
        String requestId,
        RequestType requestType,
        String environment,
        String name,
        String team,
        RequestState state,
        int generation,
        int attempt,
        @Nullable String by,
        StepTold step,
        @Nullable Waiting waiting,
        @Nullable FailureTold failure,
        @Nullable UndoTold undone,
        Language language) {

    record UndoTold(Undone.Result result, String explanation) {}

    static StepOutcomeData of(StepOutcome told, Language language) {
        Undone undone = told.undone();
        return new StepOutcomeData(
                told.requestId(),
                told.type(),
                told.environment(),
                told.name(),
                told.team(),
                told.state(),
                told.generation(),
                told.attempt(),
                told.by(),
                told.step(),
                told.waiting(),
                FailureTold.of(told.failure(), language),
                undone == null ? null : new UndoTold(undone.result(), undone.explanation()),
                language);
    }
}
