package dev.palisade.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.local.arm.engine.ArmEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The world to begin with: a JSON array of resources as ARM's GETs return them. */
final class WorldFile {
    private WorldFile() {}

    static void load(Path file, ArmEngine engine) {
        List<JsonNode> resources = new ArrayList<>();
        read(file).forEach(resources::add);
        try {
            engine.seed(resources);
        } catch (IllegalArgumentException e) {
            throw new SimulatorException(
                    "World file " + file + " cannot be used, " + e.getMessage()
                            + ": make each element a resource as ARM's GET returns it.",
                    e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            JsonNode resources = new ObjectMapper().readTree(file.toFile());
            if (!resources.isArray()) {
                throw new SimulatorException("World file " + file
                        + " is not a JSON array: put the resources, as ARM's GETs return them, between [ and ].");
            }
            return resources;
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new SimulatorException(
                    "World file " + file + " cannot be read as JSON (" + reason
                            + "): name a file that exists and is valid.",
                    e);
        }
    }
}
