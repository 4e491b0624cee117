package dev.palisade.local.arm.kind;

import dev.palisade.local.arm.model.ResourceId;
import java.util.List;

/**
 * Addresses of a subnet that a resource holds.
 *
 * @param configurations an id per address, as a GET of the subnet shows them
 */
record AddressUse(ResourceId holder, ResourceId subnet, List<String> configurations) {}
