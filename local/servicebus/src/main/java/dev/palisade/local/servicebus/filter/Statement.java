package dev.palisade.local.servicebus.filter;

import org.jspecify.annotations.Nullable;

/** One step of an action. */
sealed interface Statement {
    void perform(Scope scope) throws FilterException;

    /** Sets a property; what is unknown is set as null. */
    record Assign(Value.Property property, Value value) implements Statement {
        @Override
        public void perform(Scope scope) throws FilterException {
            Object assigned = value.evaluate(scope);
            if (property instanceof Value.UserProperty user) {
                scope.properties().setUser(user.name(), assigned);
            } else if (property instanceof Value.SystemValue system) {
                scope.properties().setSystem(system.property(), text(assigned));
            }
        }

        /** All system properties that can be set are strings. */
        private static @Nullable String text(@Nullable Object assigned) {
            return assigned == null ? null : Operators.text(assigned);
        }
    }

    record Remove(Value.Property property) implements Statement {
        @Override
        public void perform(Scope scope) {
            if (property instanceof Value.UserProperty user) {
                scope.properties().removeUser(user.name());
            } else if (property instanceof Value.SystemValue system) {
                scope.properties().setSystem(system.property(), null);
            }
        }
    }
}
