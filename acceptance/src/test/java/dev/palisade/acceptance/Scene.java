package dev.palisade.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.acceptance.stack.EnvironmentFixture;
import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.local.arm.state.AuditEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** One test's environment in the simulator, and what Azure's side of the wire says about it afterwards. */
record Scene(LocalStack stack, EnvironmentFixture environment) {

    static Scene in(LocalStack stack, String group) {
        EnvironmentFixture environment = EnvironmentFixture.of(group, Path.of("..", "examples"));
        environment.world().forEach(stack.arm()::put);
        return new Scene(stack, environment);
    }

    /** Plants a fault; {@link #fired} tells whether it struck. */
    Fault plant(FaultKind kind, String resource) {
        Fault fault = Fault.of(kind, resource, 1);
        stack.arm().faults().add(fault);
        return fault;
    }

    int fired(Fault planted) {
        return stack.arm().faults().list().stream()
                .filter(fault -> fault.id().equals(planted.id()))
                .mapToInt(Fault::fired)
                .sum();
    }

    boolean exists(String id) {
        return stack.arm().resource(id).isPresent();
    }

    /** A field of a resource as the simulator holds it. */
    JsonNode field(String id, String pointer) {
        return stack.arm().resource(id).orElseThrow().at(pointer);
    }

    /** How often Azure really made, changed or deleted this resource. */
    long effects(String id, Effect effect) {
        return audit().stream()
                .filter(entry -> id.equalsIgnoreCase(entry.resource()) && entry.effect() == effect)
                .count();
    }

    /** The writes that Azure was sent for anything in this test's resource group. */
    List<AuditEntry> writes() {
        return audit().stream().filter(entry -> !entry.method().equals("GET")).toList();
    }

    private List<AuditEntry> audit() {
        String group = environment.groupId().toLowerCase(Locale.ROOT) + "/";
        return stack.arm().audit().stream()
                .filter(entry -> entry.resource() != null
                        && entry.resource().toLowerCase(Locale.ROOT).startsWith(group))
                .toList();
    }
}
