package dev.palisade.local.arm.kind;

import dev.palisade.local.arm.state.World;
import java.util.List;

/** A kind of resource that takes addresses of subnets. */
interface AddressUser {
    List<AddressUse> uses(World world);
}
