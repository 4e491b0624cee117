package dev.palisade.local.arm.state;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.palisade.local.arm.model.ResourceId;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Function;

/** How state is written as JSON: instants and ids as their text. */
public final class Documents {
    public static final ObjectMapper MAPPER = new ObjectMapper()
            .registerModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addDeserializer(Instant.class, new FromText<>(Instant.class, Instant::parse))
                    .addSerializer(ResourceId.class, ToStringSerializer.instance)
                    .addDeserializer(ResourceId.class, new FromText<>(ResourceId.class, ResourceId::of)));

    private Documents() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Writing a " + value.getClass().getSimpleName() + " as JSON", e);
        }
    }

    static <T> T read(String document, Class<T> type) {
        try {
            return MAPPER.readValue(document, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Reading a " + type.getSimpleName() + " from the data directory", e);
        }
    }

    private static final class FromText<T> extends StdScalarDeserializer<T> {
        private final transient Function<String, T> parse;

        FromText(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return parse.apply(parser.getText());
        }
    }
}
