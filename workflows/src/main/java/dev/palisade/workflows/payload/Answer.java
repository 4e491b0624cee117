package dev.palisade.workflows.payload;

import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import java.util.Optional;

/** What is known of something that another build may have written, and that may not be there. */
public sealed interface Answer<T> {

    /** It was read. */
    record Said<T>(T value) implements Answer<T> {}

    /** There is none. */
    record Silence<T>() implements Answer<T> {}

    /** There is one, but it does not mean anything to this build: a newer one has words that this one does not know. */
    record Unreadable<T>() implements Answer<T> {}

    static <T> Answer<T> read(DataConverter converter, io.temporal.api.common.v1.Payloads payloads, Class<T> type) {
        try {
            T value = converter.fromPayloads(0, Optional.of(payloads), type, type);
            return value == null ? new Silence<>() : new Said<>(value);
        } catch (DataConverterException newer) {
            return new Unreadable<>();
        }
    }

    /** Empty if it is not there, or cannot be read. */
    default Optional<T> known() {
        return this instanceof Said<T> said ? Optional.of(said.value()) : Optional.empty();
    }

    default boolean unreadable() {
        return this instanceof Unreadable;
    }
}
