package dev.palisade.local.servicebus.message;

import dev.palisade.local.servicebus.filter.PropertySet;
import dev.palisade.local.servicebus.filter.SystemProperty;
import java.util.Objects;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Properties;
import org.jspecify.annotations.Nullable;

/** The properties section of a message under the names that rules give its fields. */
final class MessageProperties {
    private MessageProperties() {}

    static void read(Properties section, PropertySet into) {
        into.setSystem(SystemProperty.MESSAGE_ID, text(section.getMessageId()));
        into.setSystem(SystemProperty.CORRELATION_ID, text(section.getCorrelationId()));
        into.setSystem(SystemProperty.CONTENT_TYPE, text(section.getContentType()));
        into.setSystem(SystemProperty.LABEL, section.getSubject());
        into.setSystem(SystemProperty.TO, section.getTo());
        into.setSystem(SystemProperty.REPLY_TO, section.getReplyTo());
        into.setSystem(SystemProperty.SESSION_ID, section.getGroupId());
        into.setSystem(SystemProperty.REPLY_TO_SESSION_ID, section.getReplyToGroupId());
    }

    /** The section with what differs from it; what is alike keeps its AMQP type. */
    static Properties changed(Properties section, PropertySet wanted) {
        PropertySet before = new PropertySet();
        read(section, before);
        Properties changed = new Properties(section);
        for (SystemProperty property : SystemProperty.values()) {
            if (!Objects.equals(before.system(property), wanted.system(property))) {
                set(changed, property, text(wanted.system(property)));
            }
        }
        return changed;
    }

    private static void set(Properties section, SystemProperty property, @Nullable String value) {
        switch (property) {
            case MESSAGE_ID -> section.setMessageId(value);
            case CORRELATION_ID -> section.setCorrelationId(value);
            case CONTENT_TYPE -> section.setContentType(value == null ? null : Symbol.valueOf(value));
            case LABEL -> section.setSubject(value);
            case TO -> section.setTo(value);
            case REPLY_TO -> section.setReplyTo(value);
            case SESSION_ID -> section.setGroupId(value);
            case REPLY_TO_SESSION_ID -> section.setReplyToGroupId(value);
            case PARTITION_KEY, SCHEDULED_ENQUEUE_TIME, TIME_TO_LIVE -> {
                // Not of this section.
            }
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
