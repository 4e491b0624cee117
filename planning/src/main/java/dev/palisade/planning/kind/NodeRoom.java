package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.Location;
import java.util.Optional;
import java.util.TreeMap;

/** What pods may use of AKS nodes: Azure's "Node resource reservations in AKS", from Kubernetes 1.29 on. */
final class NodeRoom {
    /** Of a pool that does not say otherwise, with Azure's network plugin. */
    static final int PODS = 30;

    /** Linux daemons of the AzureML extension on each node: fluent-bit. */
    private static final Size DAEMONS = new Size(10, 100);

    private static final int EVICTION = 100;
    private static final TreeMap<Integer, Integer> RESERVED_MILLICORES = new TreeMap<>();

    static {
        RESERVED_MILLICORES.put(0, 60);
        RESERVED_MILLICORES.put(2, 100);
        RESERVED_MILLICORES.put(4, 140);
        RESERVED_MILLICORES.put(8, 180);
        RESERVED_MILLICORES.put(16, 260);
        RESERVED_MILLICORES.put(32, 420);
        RESERVED_MILLICORES.put(64, 740);
    }

    private NodeRoom() {}

    /** CPU in thousandths of a core, memory in MiB. */
    record Size(long milliCores, long mebibytes) {
        Size plus(Size other) {
            return new Size(milliCores + other.milliCores, mebibytes + other.mebibytes);
        }

        Size less(Size other) {
            return new Size(Math.max(0, milliCores - other.milliCores), Math.max(0, mebibytes - other.mebibytes));
        }

        Size times(int count) {
            return new Size(milliCores * count, mebibytes * count);
        }
    }

    /** Of all nodes together; empty if the region's list does not tell what a node of the size has. */
    static Optional<Size> of(String vmSize, int nodes, int maxPods, Location location, World world) {
        return VmSizes.named(vmSize, location, world)
                .filter(size -> size.has("memoryInMB"))
                .map(size -> ofOne(size, maxPods).times(nodes));
    }

    private static Size ofOne(JsonNode size, int maxPods) {
        int cores = size.path("numberOfCores").asInt();
        long memory = size.path("memoryInMB").asLong();
        long reserved = Math.min(20L * maxPods + 50, memory / 4);
        int reservedCores = RESERVED_MILLICORES.floorEntry(cores).getValue();
        return new Size(cores * 1000L, memory)
                .less(new Size(reservedCores, reserved + EVICTION))
                .less(DAEMONS);
    }
}
