package dev.palisade.local.servicebus.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions that are refused, each at the character where it goes wrong. */
class SqlSyntaxTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | 1 | Write a constant",
                "color | 6 | compare it",
                "color = | 8 | Write a constant",
                "color = 'red | 9 | Close it with '",
                "color = \"red | 9 | Close it",
                "[color = 1 | 1 | Close it with ]",
                "color == 'red' | 8 | Write a constant",
                "color = 'red' quantity = 1 | 15 | AND or OR",
                "(color = 'red' | 15 | Close the parenthesis",
                "color = (1 = 1) | 12 | Close the parenthesis",
                "color IN 'red' | 10 | in parentheses",
                "color IN () | 11 | Write a constant",
                "color NOT 'red' | 11 | NOT IN",
                "color IS 5 | 10 | IS NULL",
                "1 + 1 IS NULL | 7 | a property only",
                "EXISTS color | 8 | in parentheses",
                "EXISTS(1) | 8 | square brackets",
                "sys.Colour = 1 | 5 | leave out sys.",
                "system.Label = 'a' | 1 | sys and user",
                "upper(color) = 'RED' | 1 | property(name)",
                "like = 1 | 1 | square brackets",
                "color = 99999999999999999999 | 9 | decimal point",
                "color = #1 | 9 | square brackets",
                "NOT color | 10 | compare it",
                "color AND quantity = 1 | 7 | compare it",
                "quantity = 1 OR color | 22 | compare it"
            })
    void aFilterIsRefusedWithItsPlaceAndARemedy(String expression, int position, String remedy) {
        SqlSyntaxException refused = catchThrowableOfType(SqlSyntaxException.class, () -> RuleFilter.sql(expression));

        assertThat(refused).hasMessageContaining(remedy);
        assertThat(refused.position()).as(refused.getMessage()).isEqualTo(position);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "NOT ", "-", "+(", "property("})
    void nestingWithoutEndIsRefusedRatherThanFollowed(String opening) {
        String expression = opening.repeat(1024 / opening.length());

        assertThat(catchThrowableOfType(SqlSyntaxException.class, () -> RuleFilter.sql(expression)))
                .hasMessageContaining("nested");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | 1 | SET name = value",
                "UPDATE a = 1 | 1 | SET name = value",
                "SET a | 6 | SET name = value",
                "SET a = 1 b | 11 | SET name = value",
                "SET a = 1 = 2 | 11 | SET name = value",
                "SET 'a' = 1 | 5 | square brackets",
                "SET sys.TimeToLive = 1 | 5 | a property of your own",
                "REMOVE sys.Nothing | 12 | leave out sys."
            })
    void anActionIsRefusedWithItsPlaceAndARemedy(String expression, int position, String remedy) {
        SqlSyntaxException refused =
                catchThrowableOfType(SqlSyntaxException.class, () -> new SqlAction(expression, Map.of()));

        assertThat(refused).hasMessageContaining(remedy);
        assertThat(refused.position()).as(refused.getMessage()).isEqualTo(position);
    }

    @ParameterizedTest
    @ValueSource(ints = {1025, 5000})
    void anExpressionLongerThanAzureTakesIsRefused(int length) {
        String expression = "a = '" + "x".repeat(length - 6) + "'";

        assertThat(catchThrowableOfType(SqlSyntaxException.class, () -> RuleFilter.sql(expression)))
                .hasMessageContaining("1024");
    }
}
