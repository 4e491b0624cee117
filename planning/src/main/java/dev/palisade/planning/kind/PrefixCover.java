package dev.palisade.planning.kind;

import dev.palisade.planning.address.Ipv4Block;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How the address prefixes of security rules lie to each other: ranges, service tags, everything. */
final class PrefixCover {
    private static final Set<String> EVERYTHING = Set.of("*", "any", "0.0.0.0/0");
    /** Tags that contain the public addresses of Azure's services. */
    private static final Set<String> PUBLIC = Set.of("internet", "azurecloud");

    private static final String CLOUD = "azurecloud.";

    private PrefixCover() {}

    /** True if every one of the narrow prefixes is in one of the wide ones. */
    static boolean covers(List<String> wide, List<String> narrow) {
        return narrow.stream().allMatch(inner -> wide.stream().anyMatch(outer -> covers(outer, inner)));
    }

    /** True if some address may be in both. Two different service tags are taken to have none in common. */
    static boolean meet(List<String> some, List<String> others) {
        return some.stream()
                .anyMatch(one -> others.stream().anyMatch(other -> covers(one, other) || covers(other, one)));
    }

    private static boolean covers(String outer, String inner) {
        String wide = outer.toLowerCase(Locale.ROOT);
        String narrow = inner.toLowerCase(Locale.ROOT);
        if (EVERYTHING.contains(wide) || wide.equals(narrow)) {
            return true;
        }
        Optional<Ipv4Block> wideRange = Ipv4Block.parse(wide);
        Optional<Ipv4Block> narrowRange = Ipv4Block.parse(narrow);
        if (wideRange.isPresent()) {
            return narrowRange.filter(wideRange.get()::contains).isPresent();
        }
        return switch (wide) {
            case "internet" -> narrowRange.map(Ipv4Block::isPublic).orElse(isServiceTag(narrow));
            case "azurecloud" -> narrowRange.isEmpty() && isServiceTag(narrow);
            // Its own address space and what is connected to it: private ranges, as a rule.
            case "virtualnetwork" ->
                narrowRange.filter(range -> !range.isPublic()).isPresent();
            // A tag contains its regional ones: AzureMachineLearning.KoreaCentral.
            default -> narrow.startsWith(wide + ".") || isCloudOf(wide, narrow);
        };
    }

    /** A region's part of AzureCloud contains that region's part of every service. */
    private static boolean isCloudOf(String wide, String narrow) {
        return wide.startsWith(CLOUD)
                && isServiceTag(narrow)
                && narrow.endsWith("." + ServiceTagList.regionOf(wide.substring(CLOUD.length())));
    }

    private static boolean isServiceTag(String prefix) {
        return !EVERYTHING.contains(prefix)
                && !PUBLIC.contains(prefix)
                && !prefix.equals("virtualnetwork")
                && !prefix.startsWith("/");
    }
}
