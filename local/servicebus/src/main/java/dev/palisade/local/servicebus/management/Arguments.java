package dev.palisade.local.servicebus.management;

import dev.palisade.local.servicebus.message.AmqpTimestamp;
import java.lang.reflect.Array;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.qpid.proton.amqp.Binary;

/** The body of a request, read as the types that an operation expects. */
@SuppressWarnings("JavaUtilDate")
record Arguments(Map<?, ?> body) {
    List<UUID> uuids(String name) throws BadRequestException {
        return all(name, UUID.class);
    }

    List<Long> numbers(String name) throws BadRequestException {
        return all(name, Long.class);
    }

    List<Map<?, ?>> maps(String name) throws BadRequestException {
        return all(name, Map.class).stream().<Map<?, ?>>map(map -> map).toList();
    }

    Instant instant(String name) throws BadRequestException {
        if (body.get(name) instanceof Date timestamp) {
            return AmqpTimestamp.toInstant(timestamp);
        }
        throw new BadRequestException("The request must carry " + name + " as a timestamp");
    }

    /** Empty if it is not given, or null. */
    Optional<byte[]> optionalBytes(String name) {
        return body.get(name) instanceof Binary given
                ? Optional.of(Arrays.copyOfRange(
                        given.getArray(), given.getArrayOffset(), given.getArrayOffset() + given.getLength()))
                : Optional.empty();
    }

    long number(String name) throws BadRequestException {
        if (body.get(name) instanceof Number number) {
            return number.longValue();
        }
        throw new BadRequestException("The request must carry " + name + " as a number");
    }

    String text(String name) throws BadRequestException {
        return optionalText(name)
                .orElseThrow(() -> new BadRequestException("The request must carry " + name + " as a string"));
    }

    boolean has(String name) {
        return body.get(name) != null;
    }

    /** A map within the body. */
    Arguments map(String name) throws BadRequestException {
        if (body.get(name) instanceof Map<?, ?> map) {
            return new Arguments(map);
        }
        throw new BadRequestException("The request must carry " + name + " as a map");
    }

    Optional<String> optionalText(String name) {
        return body.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** A map with its keys as text; empty if it is not given. */
    Map<String, Object> properties(String name) {
        Map<String, Object> properties = new LinkedHashMap<>();
        if (body.get(name) instanceof Map<?, ?> given) {
            given.forEach((key, value) -> properties.put(String.valueOf(key), value));
        }
        return properties;
    }

    /** AMQP arrays arrive as Java arrays, of primitives where there are such; some clients send lists. */
    private <T> List<T> all(String name, Class<T> type) throws BadRequestException {
        Object given = body.get(name);
        List<Object> elements = new ArrayList<>();
        if (given instanceof List<?> list) {
            elements.addAll(list);
        } else if (given != null && given.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(given); i++) {
                elements.add(Array.get(given, i));
            }
        }
        if (elements.isEmpty() || !elements.stream().allMatch(type::isInstance)) {
            throw new BadRequestException(
                    "The request must carry " + name + " as a non-empty array of " + type.getSimpleName());
        }
        return elements.stream().map(type::cast).toList();
    }
}
