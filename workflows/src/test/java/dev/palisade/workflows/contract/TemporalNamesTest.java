package dev.palisade.workflows.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.common.SearchAttributeKey;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemporalNamesTest {
    /** Whoever makes a namespace goes by the list; a key that it lacks would be found by the first request that sets it. */
    @Test
    void everySearchAttributeThatHasANameIsInTheList() throws IllegalAccessException {
        List<Object> named = new ArrayList<>();
        for (Field field : TemporalNames.class.getFields()) {
            if (field.getType() == SearchAttributeKey.class) {
                named.add(field.get(null));
            }
        }

        assertThat(named).isNotEmpty();
        assertThat(TemporalNames.SEARCH_ATTRIBUTES)
                .extracting(key -> (Object) key)
                .containsExactlyInAnyOrderElementsOf(named);
    }
}
