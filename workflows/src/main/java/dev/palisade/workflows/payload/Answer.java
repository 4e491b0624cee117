package dev.palisade.workflows.payload;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.grpc.Status;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of something that another build may have written, and that may not be there. */
public sealed interface Answer<T> {

    /** It was read. */
    record Said<T>(T value) implements Answer<T> {}

    /**
     * There is none.
     *
     * @param refusal what was said instead; null if nothing was
     */
    record Silence<T>(@Nullable String refusal) implements Answer<T> {
        public Silence() {
            this(null);
        }
    }

    /**
     * There is one, but it does not mean anything to this build: another one has words that this one does not know, or it is damaged.
     *
     * @param why without what is written there
     */
    record Unreadable<T>(String why) implements Answer<T> {}

    static <T> Answer<T> of(@Nullable T value) {
        return value == null ? new Silence<>() : new Said<>(value);
    }

    static <T> Answer<T> read(DataConverter converter, io.temporal.api.common.v1.Payloads payloads, Class<T> type) {
        try {
            return of(converter.fromPayloads(0, Optional.of(payloads), type, type));
        } catch (DataConverterException unread) {
            return unreadable(unread);
        }
    }

    static <T> Answer<T> unreadable(DataConverterException unread) {
        Throwable cause = unread;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        // Temporal's own words repeat the payload, which no log may.
        return new Unreadable<>(
                cause instanceof JsonProcessingException json
                        ? json.getOriginalMessage()
                        : cause.getClass().getSimpleName());
    }

    /** Of a question that has come to an end without an answer: only some of them mean that no worker is there. */
    static <T> Answer<T> unanswered(Status.Code code) {
        return switch (code) {
            case DEADLINE_EXCEEDED, FAILED_PRECONDITION -> new Silence<>();
            default -> new Silence<>("a question to it is refused (" + code + ")");
        };
    }

    /** Empty if it is not there, or cannot be read. */
    default Optional<T> known() {
        return this instanceof Said<T> said ? Optional.of(said.value()) : Optional.empty();
    }

    default boolean unreadable() {
        return this instanceof Unreadable;
    }
}
