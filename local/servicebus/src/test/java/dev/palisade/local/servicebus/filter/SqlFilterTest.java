package dev.palisade.local.servicebus.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What SQL filters select of one order, by Microsoft's page on their syntax. */
class SqlFilterTest {
    private final PropertySet order = new PropertySet();

    SqlFilterTest() {
        order.setUser("color", "red");
        order.setUser("quantity", 10);
        order.setUser("weight", 2.5);
        order.setUser("discount", "5%_off");
        order.setUser("gift", true);
        order.setUser("note", null);
        order.setUser("HR-Employee ID", (short) 7);
        order.setUser("say \"it\"", "quoted");
        order.setUser("and", "keyword");
        order.setUser("placed", Date.from(Instant.parse("2026-01-01T00:00:00Z")));
        order.setUser("shipped", Date.from(Instant.parse("2026-01-02T00:00:00Z")));
        order.setUser("size", UnsignedLong.valueOf("18446744073709551615"));
        order.setUser("symbol", Symbol.valueOf("s"));
        order.setSystem(SystemProperty.LABEL, "order.placed");
        order.setSystem(SystemProperty.MESSAGE_ID, "it's-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1=1",
                "color = 'red'",
                "COLOR = 'red' AND user.Quantity = 10",
                "color <> 'blue' and color != 'green'",
                "quantity > 9 AND quantity >= 10 AND quantity < 10.5 AND quantity <= 1E1",
                "color > 'blue' AND 'red' <= color",
                "quantity = 10.0 AND weight = 25E-1",
                "gift = TRUE",
                "symbol = 's'",
                "size > 9223372036854775807",
                // Arithmetic binds as in school, and whole numbers divide to whole numbers.
                "quantity + 2 * 3 = 16",
                "(quantity + 2) * 3 = 36",
                "quantity / 4 = 2 AND quantity % 4 = 2",
                "quantity / 4.0 = 2.5",
                "10 - 5 - 3 = 2",
                "-quantity = -10 AND - -quantity = +10",
                "-(quantity - 12) = 2",
                "color + '-' + quantity = 'red-10'",
                // Logic.
                "color = 'blue' OR color = 'red' AND quantity = 10",
                "NOT color = 'blue'",
                "NOT (color = 'blue' OR quantity = 11)",
                "((color = 'red'))",
                // Sets and patterns.
                "color IN ('blue', 'red')",
                "color NOT IN ('blue', 'green')",
                "quantity IN (1, 5 + 5)",
                "color LIKE 'r%'",
                "color LIKE '_e_'",
                "color LIKE '%'",
                "color NOT LIKE 'R%'",
                "discount LIKE '5\\%\\_%' ESCAPE '\\'",
                "sys.Label LIKE '%.placed'",
                // Presence.
                "EXISTS(color) AND NOT EXISTS(missing)",
                "missing IS NULL AND color IS NOT NULL",
                "note IS NULL AND EXISTS(note)",
                "EXISTS(sys.Label) AND sys.CorrelationId IS NULL",
                // Names.
                "[HR-Employee ID] = 7",
                "\"HR-Employee ID\" = 7",
                "\"say \"\"it\"\"\" = 'quoted'",
                "[and] = 'keyword'",
                "user.[and] = 'keyword'",
                "sys.label = 'order.placed' AND sys.Subject = sys.[Label]",
                "sys.MessageId = 'it''s-1'",
                // Functions.
                "property('co' + 'lor') = 'red' AND p('quantity') = 10",
                "newid() <> newid()",
                // Three values: unknown decides nothing that is decided already.
                "missing = 1 OR color = 'red'",
                "NOT (missing = 1 AND color = 'blue')",
                "color = 'red' OR missing > 'text'",
                "placed < shipped"
            })
    void selects(String expression) throws Exception {
        assertThat(RuleFilter.sql(expression).matches(order)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1=0",
                "color = 'RED'",
                "quantity <> 10",
                "color = 'red' AND quantity = 11",
                "(color = 'blue' OR color = 'red') AND quantity = 11",
                "color LIKE 'r'",
                "color LIKE 'r%d_'",
                "color NOT IN ('red')",
                "color IS NULL",
                "sys.SessionId IS NOT NULL",
                // Unknown is not selected, and neither is its opposite.
                "missing = 1",
                "missing <> 1",
                "NOT missing = 1",
                "missing + 1 = 1",
                "-missing < 0",
                "missing LIKE '%'",
                "missing NOT LIKE '%'",
                "missing IN (1, 2)",
                "missing NOT IN (1, 2)",
                "quantity NOT IN (missing, 11)",
                "color = NULL",
                "property(missing) = 1",
                "missing = 1 OR color = 'blue'",
                "missing = 1 AND color = 'red'"
            })
    void doesNotSelect(String expression) throws Exception {
        assertThat(RuleFilter.sql(expression).matches(order)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "color > 5",
                "color = 5",
                "gift > FALSE",
                "quantity LIKE '1%'",
                "color LIKE 'r%' ESCAPE 'no'",
                "color LIKE 'r!' ESCAPE '!'",
                "color - 1 = 0",
                "-color = 1",
                "quantity / 0 = 1",
                "property(quantity) = 1"
            })
    void failsOnValuesThatItsOperatorsDoNotTake(String expression) throws Exception {
        RuleFilter filter = RuleFilter.sql(expression);

        assertThatThrownBy(() -> filter.matches(order))
                .isInstanceOf(FilterException.class)
                .hasMessageNotContaining("red");
    }

    @Test
    void parametersStandForTheirValues() throws Exception {
        Map<String, Object> parameters =
                Map.of("@color", "red", "@day", Duration.ofDays(1), "@since", Instant.parse("2025-12-31T00:00:00Z"));

        assertThat(new SqlFilter("color = @color AND shipped - placed <= @day AND placed > @since", parameters)
                        .matches(order))
                .isTrue();
        assertThat(new SqlFilter("color = @unset", parameters).matches(order)).isFalse();
        assertThat(new SqlFilter("placed + @day = shipped", parameters).matches(order))
                .isTrue();
    }

    @Test
    void aNewIdIsAUuid() throws Exception {
        PropertySet changed = new SqlAction("SET id = newid()", Map.of()).apply(order);

        assertThat(changed.user("id")).isInstanceOf(UUID.class);
    }

    @Test
    void aPatternOfManyWildcardsIsStillDecidedAtOnce() throws Exception {
        order.setUser("long", "a".repeat(5000));

        assertThat(RuleFilter.sql("long LIKE '" + "%a".repeat(200) + "b'").matches(order))
                .isFalse();
    }
}
