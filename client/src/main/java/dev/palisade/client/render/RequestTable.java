package dev.palisade.client.render;

import dev.palisade.client.temporal.RequestListing;
import dev.palisade.planning.arm.ResourceId;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Requests as a table, newest first. */
public final class RequestTable {
    private static final List<String> HEAD = List.of("STATE", "ID", "TEAM", "STEP", "STARTED", "WORKSPACE");

    private RequestTable() {}

    public static List<String> of(List<RequestListing> listings, ZoneId zone) {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        listings.forEach(listing -> rows.add(cells(listing, zone)));
        return Columns.align(rows);
    }

    private static List<String> cells(RequestListing listing, ZoneId zone) {
        return List.of(
                state(listing),
                listing.id(),
                or(listing.team()),
                or(listing.step()),
                Times.withDay(listing.startedAt(), zone),
                environment(listing));
    }

    /** Enough to tell environments apart on a line; {@code --output json} and {@code show} have the whole ID. */
    private static String environment(RequestListing listing) {
        return Optional.ofNullable(listing.environment())
                .flatMap(ResourceId::parse)
                .map(id -> id.resourceGroup().map(group -> group + "/").orElse("") + id.name())
                .orElse("-");
    }

    /** A run that was ended from outside must not look as if it went on. */
    private static String state(RequestListing listing) {
        String state = Optional.ofNullable(listing.state()).orElse("ACCEPTED");
        return switch (listing.execution()) {
            case RUNNING, COMPLETED -> state;
            default -> state + " (" + listing.execution() + ")";
        };
    }

    private static String or(@org.jspecify.annotations.Nullable String value) {
        return value == null ? "-" : value;
    }
}
