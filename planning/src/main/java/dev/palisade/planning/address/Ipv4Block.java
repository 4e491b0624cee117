package dev.palisade.planning.address;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An IPv4 address, alone or with the range that it stands in: {@code 10.0.0.10}, {@code 10.0.0.0/16}, {@code 172.17.0.1/16}. The last has host
 * bits, which is how Docker writes its bridge; comparisons are between whole ranges.
 */
public final class Ipv4Block {
    private static final String OCTET = "(0|[1-9][0-9]{0,2})";
    private static final Pattern SHAPE = Pattern.compile(OCTET + "(\\." + OCTET + "){3}(/(0|[1-9]|[12][0-9]|3[0-2]))?");
    /** IANA's IPv4 special-purpose registry (RFC 6890), as far as no client can come from there; documentation ranges may pass. */
    private static final List<Ipv4Block> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.168.0.0/16",
                    "224.0.0.0/3")
            .map(text -> parse(text).orElseThrow())
            .toList();

    private final String spelling;
    private final IPAddress given;
    private final IPAddress range;

    private Ipv4Block(String spelling, IPAddress given) {
        this.spelling = spelling;
        this.given = given;
        this.range = given.toPrefixBlock();
    }

    /** Dotted decimal, with or without a prefix length; empty for anything else, such as octal octets or wildcards. */
    public static Optional<Ipv4Block> parse(String text) {
        if (!SHAPE.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(new IPAddressString(text).getAddress()).map(address -> new Ipv4Block(text, address));
    }

    /** 32 for a lone address. */
    public int prefixLength() {
        Integer length = given.getNetworkPrefixLength();
        return length == null ? given.getBitCount() : length;
    }

    /** True if it was written with a prefix length. */
    public boolean isRange() {
        return given.isPrefixed();
    }

    /** True if the address is not the first of its range. */
    public boolean hasHostBits() {
        return !given.getLower().withoutPrefixLength().equals(range.getLower().withoutPrefixLength());
    }

    /** Addresses in the range, the unusable ones included. */
    public long addresses() {
        return 1L << (32 - prefixLength());
    }

    public boolean overlaps(Ipv4Block other) {
        return range.contains(other.range) || other.range.contains(range);
    }

    public boolean contains(Ipv4Block other) {
        return range.contains(other.range);
    }

    /** True for the same addresses, however they are written. */
    public boolean isSameRange(Ipv4Block other) {
        return contains(other) && other.contains(this);
    }

    /** How far an address is from the first one of this range; meaningful only for one that this range contains. */
    public long offsetOf(Ipv4Block address) {
        return address.range.getLower().getValue().longValueExact()
                - range.getLower().getValue().longValueExact();
    }

    /** True if no part of the range is private, shared, loopback, link-local, multicast or reserved. */
    public boolean isPublic() {
        return NOT_PUBLIC.stream().noneMatch(this::overlaps);
    }

    @Override
    public String toString() {
        return spelling;
    }
}
