package dev.palisade.local.servicebus.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CorrelationFilterTest {
    private final PropertySet order = new PropertySet();

    CorrelationFilterTest() {
        order.setUser("color", "red");
        order.setUser("quantity", 10);
        order.setSystem(SystemProperty.LABEL, "Important");
        order.setSystem(SystemProperty.REPLY_TO, "johndoe@contoso.com");
    }

    @Test
    void allThatIsGivenMustBeEqual() {
        Map<SystemProperty, String> system =
                Map.of(SystemProperty.LABEL, "Important", SystemProperty.REPLY_TO, "johndoe@contoso.com");

        assertThat(selects(system, Map.of("COLOR", "red", "quantity", 10L))).isTrue();
        assertThat(selects(system, Map.of("color", "red", "quantity", 11L))).isFalse();
        assertThat(selects(Map.of(SystemProperty.LABEL, "important"), Map.of())).isFalse();
        assertThat(selects(Map.of(SystemProperty.SESSION_ID, "Important"), Map.of()))
                .isFalse();
    }

    @Test
    void valuesOfDifferentKindsAreDifferentAndNoError() {
        assertThat(selects(Map.of(), Map.of("quantity", "10"))).isFalse();
        assertThat(selects(Map.of(), Map.of("missing", "red"))).isFalse();
    }

    private boolean selects(Map<SystemProperty, String> system, Map<String, Object> user) {
        return new CorrelationFilter(system, user).matches(order);
    }
}
