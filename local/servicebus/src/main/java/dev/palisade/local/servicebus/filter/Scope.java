package dev.palisade.local.servicebus.filter;

import java.util.Map;

/**
 * What an expression is evaluated on.
 *
 * @param parameters by name, with the leading {@code @}
 */
record Scope(PropertySet properties, Map<String, Object> parameters) {}
