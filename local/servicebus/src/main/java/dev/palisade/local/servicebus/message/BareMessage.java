package dev.palisade.local.servicebus.message;

import dev.palisade.local.servicebus.filter.PropertySet;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Properties;
import org.jspecify.annotations.Nullable;

/** The sender's own part of a message, split so that one section can be replaced and the others keep their bytes. */
final class BareMessage {
    private final @Nullable Properties properties;
    private final byte[] propertiesBytes;
    private final Map<String, Object> applicationProperties;
    private final byte[] applicationPropertiesBytes;
    private final byte[] rest;

    private BareMessage(byte[] bare) throws MalformedMessageException {
        ByteBuffer buffer = ByteBuffer.wrap(bare);
        Object section = SectionCodec.ofThread().decode(buffer);
        int propertiesEnd = 0;
        properties = section instanceof Properties given ? given : null;
        if (properties != null) {
            propertiesEnd = buffer.position();
            section = buffer.hasRemaining() ? SectionCodec.ofThread().decode(buffer) : section;
        }
        int applicationPropertiesEnd = propertiesEnd;
        Map<String, Object> given = null;
        if (section instanceof ApplicationProperties map) {
            applicationPropertiesEnd = buffer.position();
            given = map.getValue();
        }
        applicationProperties = given == null ? Map.of() : given;
        propertiesBytes = Arrays.copyOfRange(bare, 0, propertiesEnd);
        applicationPropertiesBytes = Arrays.copyOfRange(bare, propertiesEnd, applicationPropertiesEnd);
        rest = Arrays.copyOfRange(bare, applicationPropertiesEnd, bare.length);
    }

    static BareMessage split(byte[] bare) throws MalformedMessageException {
        return new BareMessage(bare);
    }

    byte[] withMessageIdIfAbsent(Supplier<String> messageId) {
        if (properties != null && properties.getMessageId() != null) {
            return join(propertiesBytes, applicationPropertiesBytes, rest);
        }
        Properties named = properties == null ? new Properties() : new Properties(properties);
        named.setMessageId(messageId.get());
        return join(SectionCodec.ofThread().encode(named), applicationPropertiesBytes, rest);
    }

    byte[] withApplicationProperties(Map<String, Object> additional) {
        Map<String, Object> merged = new LinkedHashMap<>(applicationProperties);
        merged.putAll(additional);
        return join(propertiesBytes, SectionCodec.ofThread().encode(new ApplicationProperties(merged)), rest);
    }

    /** Adds what the sender said to the properties that rules see. */
    void read(PropertySet into) {
        if (properties != null) {
            MessageProperties.read(properties, into);
        }
        applicationProperties.forEach(into::setUser);
    }

    /** With these system and application properties instead of its own. */
    byte[] withProperties(PropertySet wanted) {
        Properties changed = MessageProperties.changed(properties == null ? new Properties() : properties, wanted);
        byte[] encoded = SectionCodec.ofThread()
                .encode(changed, new ApplicationProperties(PropertyValues.encodable(wanted.user())));
        return join(encoded, rest);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
