package dev.palisade.local.servicebus.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SqlActionTest {
    private final PropertySet order = new PropertySet();

    SqlActionTest() {
        order.setUser("quantity", 11);
        order.setUser("priority", "high");
        order.setSystem(SystemProperty.TO, "warehouse");
    }

    /** The example of Microsoft's page on filters. */
    @Test
    void statementsAreDoneInTheirOrderOnACopy() throws Exception {
        PropertySet changed = apply(
                "SET quantity = quantity / 2; SET half = quantity; REMOVE priority;SET sys.CorrelationId = 'low';");

        assertThat(changed.user()).isEqualTo(Map.of("quantity", 5L, "half", 5L));
        assertThat(changed.system(SystemProperty.CORRELATION_ID)).isEqualTo("low");
        assertThat(order.user()).isEqualTo(Map.of("quantity", 11, "priority", "high"));
    }

    @Test
    void semicolonsAreOptionalAndNamesAreFoundInAnyCase() throws Exception {
        PropertySet changed = apply("set QUANTITY = 1 remove Priority remove sys.to set [a b] = -2.5 set flag = TRUE");

        assertThat(changed.user()).isEqualTo(Map.of("quantity", 1L, "a b", -2.5, "flag", true));
        assertThat(changed.system(SystemProperty.TO)).isNull();
    }

    @Test
    void whatIsNotThereIsRemovedInVainAndSetAsNull() throws Exception {
        PropertySet changed = apply("REMOVE nothing; SET priority = nothing; SET sys.To = nothing");

        assertThat(changed.hasUser("priority")).isTrue();
        assertThat(changed.user("priority")).isNull();
        assertThat(changed.system(SystemProperty.TO)).isNull();
    }

    @Test
    void systemPropertiesAreSetAsText() throws Exception {
        assertThat(apply("SET sys.SessionId = quantity").system(SystemProperty.SESSION_ID))
                .isEqualTo("11");
    }

    @Test
    void anActionFailsOnValuesThatItsOperatorsDoNotTake() throws Exception {
        SqlAction action = new SqlAction("SET quantity = priority - 1", Map.of());

        assertThatThrownBy(() -> action.apply(order)).isInstanceOf(FilterException.class);
    }

    private PropertySet apply(String expression) throws Exception {
        return new SqlAction(expression, Map.of()).apply(order);
    }
}
