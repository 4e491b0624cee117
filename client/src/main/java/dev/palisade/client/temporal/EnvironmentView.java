package dev.palisade.client.temporal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.palisade.workflows.contract.EnvironmentWorkflow.EnvironmentState;
import dev.palisade.workflows.contract.EnvironmentWorkflow.Generation;
import org.jspecify.annotations.Nullable;

/**
 * What an environment said of itself when one of its requests was looked at.
 *
 * @param name what people call it
 * @param desired the generation that stands; null before the first, and after a delete
 * @param stuck the request whose undo failed, and whose attempts alone get a turn; null if none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EnvironmentView(
        String name, @Nullable Generation desired, @Nullable String stuck) {
    static EnvironmentView of(EnvironmentState state) {
        return new EnvironmentView(state.name(), state.desired(), state.stuck());
    }
}
