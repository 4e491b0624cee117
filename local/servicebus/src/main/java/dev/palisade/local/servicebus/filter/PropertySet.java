package dev.palisade.local.servicebus.filter;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The properties of one message, as rules see and change them. Names of user properties are found in any case and keep
 * the case in which they were first set. What is absent and what is null differ for {@code EXISTS} alone.
 */
public final class PropertySet {
    private final TreeMap<String, @Nullable Object> user = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final EnumMap<SystemProperty, Object> system = new EnumMap<>(SystemProperty.class);

    public PropertySet() {}

    /** A copy that can be changed without changing the original. */
    public PropertySet(PropertySet original) {
        user.putAll(original.user);
        system.putAll(original.system);
    }

    public @Nullable Object user(String name) {
        return user.get(name);
    }

    public boolean hasUser(String name) {
        return user.containsKey(name);
    }

    public void setUser(String name, @Nullable Object value) {
        user.put(name, value);
    }

    void removeUser(String name) {
        user.remove(name);
    }

    public @Nullable Object system(SystemProperty property) {
        return system.get(property);
    }

    /** Sets a system property, or with null removes it. */
    public void setSystem(SystemProperty property, @Nullable Object value) {
        if (value == null) {
            system.remove(property);
        } else {
            system.put(property, value);
        }
    }

    /** All user properties with their values as they were set. */
    public Map<String, @Nullable Object> user() {
        return Collections.unmodifiableMap(user);
    }
}
