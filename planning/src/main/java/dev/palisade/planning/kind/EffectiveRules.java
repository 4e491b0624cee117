package dev.palisade.planning.kind;

import dev.palisade.planning.address.Ipv4Block;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a security group makes of traffic: its rules by their priorities, and then Azure's own, which every group has.
 *
 * @param rules of the group
 */
record EffectiveRules(List<SecurityRule> rules) {
    private static final List<String> ANY = List.of("*");
    private static final List<String> NETWORK = List.of("VirtualNetwork");
    /** Microsoft's page "Network security groups", "Default security rules". */
    private static final List<SecurityRule> AZURES = List.of(
            azures("AllowVnetInBound", 65000, true, true, NETWORK, NETWORK),
            azures("AllowAzureLoadBalancerInBound", 65001, true, true, List.of("AzureLoadBalancer"), ANY),
            azures("DenyAllInBound", 65500, true, false, ANY, ANY),
            azures("AllowVnetOutBound", 65000, false, true, NETWORK, NETWORK),
            azures("AllowInternetOutBound", 65001, false, true, ANY, List.of("Internet")),
            azures("DenyAllOutBound", 65500, false, false, ANY, ANY));

    enum Outcome {
        THROUGH,
        /** Some of it: for some ports or addresses a rule says otherwise. */
        PARTLY,
        CUT_OFF
    }

    /** @param rule that decides, or in the way of a part */
    record Verdict(Outcome outcome, String rule) {}

    /**
     * Traffic between a subnet and a service.
     *
     * @param byTag as a rule for exactly this traffic would say it, the service as its tag
     * @param addresses behind the tag; empty if they are not known
     */
    record Flow(SecurityRule byTag, List<Ipv4Block> addresses) {
        boolean isCoveredBy(SecurityRule rule) {
            return rule.covers(byTag)
                    || (!addresses.isEmpty() && onlyRanges(rule).covers(byAddresses()));
        }

        boolean isMetBy(SecurityRule rule) {
            return rule.meets(byTag)
                    || (!addresses.isEmpty() && onlyRanges(rule).meets(byAddresses()));
        }

        private SecurityRule byAddresses() {
            return byTag.withRemote(addresses.stream().map(Ipv4Block::toString).toList());
        }

        /** What tags say of each other is known without any address. */
        private static SecurityRule onlyRanges(SecurityRule rule) {
            return rule.withRemote(rule.remote().stream()
                    .filter(prefix -> Ipv4Block.parse(prefix).isPresent())
                    .toList());
        }
    }

    Verdict of(Flow flow) {
        List<SecurityRule> asked = Stream.concat(rules.stream(), AZURES.stream())
                .filter(flow::isMetBy)
                .sorted(Comparator.comparingInt(SecurityRule::priority))
                .toList();
        SecurityRule last = asked.stream().filter(flow::isCoveredBy).findFirst().orElseThrow();
        Optional<SecurityRule> exception = asked.stream()
                .takeWhile(rule -> !rule.equals(last))
                .filter(rule -> rule.allows() != last.allows())
                .findFirst();
        if (exception.isPresent()) {
            return new Verdict(Outcome.PARTLY, last.allows() ? exception.get().name() : last.name());
        }
        return new Verdict(last.allows() ? Outcome.THROUGH : Outcome.CUT_OFF, last.name());
    }

    private static SecurityRule azures(
            String name, int priority, boolean inbound, boolean allows, List<String> from, List<String> to) {
        return new SecurityRule(name, priority, inbound, allows, "*", true, from, to, ANY);
    }
}
