package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.World;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Virtual machines, as far as others ask about them: image, network interfaces, and who may sign in. No answer says a password. */
final class VirtualMachines implements ResourceKind {
    static final String TYPE = "Microsoft.Compute/virtualMachines";
    private static final String PASSWORD = "adminPassword";
    private final VmSizes sizes;

    VirtualMachines(VmSizes sizes) {
        this.sizes = sizes;
    }

    @Override
    public ResourceType type() {
        LroStyle style = LroStyle.virtualMachine(2);
        return new ResourceType(
                TYPE,
                ApiVersions.COMPUTE,
                Set.of("GET", "PUT", "DELETE"),
                Etags.NONE,
                null,
                style,
                style.alsoLocation());
    }

    @Override
    public ObjectNode put(Write write) {
        String location = write.requiredLocation();
        ObjectNode properties = write.properties();
        sizes.cores(properties.at("/hardwareProfile/vmSize").asText(), location);
        List<ResourceId> interfaces = interfaces(write.body());
        if (interfaces.isEmpty()) {
            throw parameter("networkProfile", "Virtual Machine must have at least one network interface.");
        }
        for (ResourceId id : interfaces) {
            if (!write.world().holds(id)) {
                throw ArmException.of(404, "NotFound", "Resource " + id + " not found.");
            }
        }
        checkSignIn(write);
        setSystem(properties.withObject("/storageProfile"));
        return write.body();
    }

    private static void checkSignIn(Write write) {
        ObjectNode profile = write.properties().withObjectProperty("osProfile");
        if (write.creates() && profile.path("adminUsername").asText("").isEmpty()) {
            throw parameter("adminUsername", "Required parameter 'adminUsername' is missing (null).");
        }
        String known = write.currentProperties().at("/osProfile/" + PASSWORD).asText("");
        if (!profile.has(PASSWORD) && !known.isEmpty()) {
            profile.put(PASSWORD, known);
        }
    }

    /** Azure reads it off the image. */
    private static void setSystem(ObjectNode storage) {
        ObjectNode disk = storage.withObjectProperty("osDisk");
        if (!disk.has("osType")) {
            String publisher = storage.at("/imageReference/publisher").asText().toLowerCase(Locale.ROOT);
            disk.put("osType", publisher.startsWith("microsoftwindows") ? "Windows" : "Linux");
        }
    }

    private static ArmException parameter(String name, String message) {
        return ArmException.badRequest("InvalidParameter", message, name);
    }

    static List<ResourceId> interfaces(JsonNode machine) {
        return StreamSupport.stream(
                        machine.at("/properties/networkProfile/networkInterfaces")
                                .spliterator(),
                        false)
                .flatMap(reference -> ResourceId.parse(reference.path("id").asText()).stream())
                .toList();
    }

    @Override
    public ObjectNode view(ResourceId id, ObjectNode body, World world) {
        body.withObjectProperty("properties").withObjectProperty("osProfile").remove(PASSWORD);
        return body;
    }
}
