package dev.palisade.planning.request;

import dev.palisade.planning.document.PublishedSchema;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The published schema of what each request carries: one for each CloudEvents {@code type}, named after it. */
public final class RequestSchemas {
    private static final Map<RequestType, PublishedSchema> SCHEMAS = Arrays.stream(RequestType.values())
            .filter(type -> !type.eventType().isEmpty())
            .collect(Collectors.toMap(
                    type -> type,
                    type -> PublishedSchema.beside(RequestSchemas.class, type.eventType() + ".schema.json")));

    private RequestSchemas() {}

    /** @throws IllegalArgumentException for a type that no message asks for */
    public static PublishedSchema of(RequestType type) {
        PublishedSchema schema = SCHEMAS.get(type);
        if (schema == null) {
            throw new IllegalArgumentException("No message asks for a request of type " + type);
        }
        return schema;
    }
}
