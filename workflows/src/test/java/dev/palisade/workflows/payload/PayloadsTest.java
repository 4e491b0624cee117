package dev.palisade.workflows.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.planning.plan.Claims;
import dev.palisade.workflows.contract.EnvironmentActivities.Intention;
import dev.palisade.workflows.contract.EnvironmentWorkflow.Generation;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.DefaultDataConverter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PayloadsTest {
    private final DataConverter converter = Payloads.converter();

    @Test
    void aFieldOfANewerBuildIsIgnored() {
        Map<String, Object> newer = Map.of("number", 3, "requestId", "r-1", "digest", "d", "colour", "blue");
        Payload payload = converter.toPayload(newer).orElseThrow();

        assertThat(converter.fromPayload(payload, Generation.class, Generation.class))
                .isEqualTo(new Generation(3, "r-1", "d"));
        assertThatThrownBy(() ->
                        DefaultDataConverter.STANDARD_INSTANCE.fromPayload(payload, Generation.class, Generation.class))
                .as("Temporal's own conversion refuses it, and with it the whole message")
                .isInstanceOf(DataConverterException.class);
    }

    @Test
    void whatWasWrittenIsReadAsItWas() {
        Intention intention = new Intention("/subscriptions/s", "r-1", List.of(), true, 1, Claims.none(), null);
        Payload payload = converter.toPayload(intention).orElseThrow();

        assertThat(payload)
                .isEqualTo(DefaultDataConverter.STANDARD_INSTANCE
                        .toPayload(intention)
                        .orElseThrow());
        assertThat(converter.fromPayload(payload, Intention.class, Intention.class))
                .isEqualTo(intention);
    }
}
