package dev.palisade.local.arm.kind;

import dev.palisade.local.arm.model.ArmException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;

/** A block of IPv4 addresses. */
record Cidr(IPAddress block) {
    /** Addresses of each subnet that Azure keeps for itself. */
    static final int RESERVED = 5;

    /** Reads a prefix as Azure's network service does: host bits are refused. */
    static Cidr prefix(String text, String target) {
        IPAddress address = new IPAddressString(text).getAddress();
        boolean prefixed = address != null && address.isIPv4() && address.isPrefixed();
        if (address == null || !prefixed || !address.isPrefixBlock()) {
            throw ArmException.badRequest(
                    "InvalidCIDRNotation",
                    "The address prefix " + text + " in " + target
                            + " has an invalid CIDR notation. For the given prefix length, the address prefix should be "
                            + (address != null && prefixed ? address.toPrefixBlock() : "a.b.c.d/length") + ".",
                    target);
        }
        return new Cidr(address);
    }

    /** Reads a prefix that is already in the world. */
    static Cidr stored(String text) {
        return new Cidr(new IPAddressString(text).getAddress().toPrefixBlock());
    }

    int prefixLength() {
        Integer length = block.getNetworkPrefixLength();
        return length == null ? block.getBitCount() : length;
    }

    boolean contains(Cidr other) {
        return block.contains(other.block);
    }

    boolean contains(String address) {
        IPAddress parsed = new IPAddressString(address).getAddress();
        return parsed != null && !parsed.isMultiple() && block.contains(parsed);
    }

    boolean overlaps(Cidr other) {
        return contains(other) || other.contains(this);
    }

    /** The addresses that resources can have in a subnet of this prefix. */
    int usable() {
        return Math.max(0, block.getCount().intValueExact() - RESERVED);
    }

    @Override
    public String toString() {
        return block.toCanonicalString();
    }
}
