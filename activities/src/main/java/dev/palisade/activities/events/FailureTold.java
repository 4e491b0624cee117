package dev.palisade.activities.events;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.palisade.planning.finding.Language;
import dev.palisade.planning.finding.Obstacle;
import dev.palisade.planning.finding.ObstacleText;
import dev.palisade.workflows.contract.AzureFailure;
import org.jspecify.annotations.Nullable;

/**
 * A failure with what helps against it. What Azure said stays in Azure's words.
 *
 * @param obstacle what stands in the way
 * @param remedy what to do about it, in the request's language
 */
record FailureTold(@JsonUnwrapped AzureFailure failure, Obstacle obstacle, String remedy) {
    static @Nullable FailureTold of(@Nullable AzureFailure failure, Language language) {
        if (failure == null) {
            return null;
        }
        Obstacle obstacle = Obstacle.ofAzure(failure.code(), failure.message(), failure.whoseMove());
        return new FailureTold(failure, obstacle, ObstacleText.remedy(obstacle, language.locale()));
    }
}
