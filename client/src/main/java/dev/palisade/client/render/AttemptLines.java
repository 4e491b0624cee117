package dev.palisade.client.render;

import dev.palisade.client.temporal.RequestListing;
import dev.palisade.client.temporal.RequestView;
import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The attempts of a request before the one that is shown: how each ended, and where it is read in full. */
final class AttemptLines {
    private AttemptLines() {}

    static List<String> of(List<RequestView> earlier, ZoneId zone) {
        List<List<String>> rows = new ArrayList<>();
        earlier.forEach(view -> rows.add(cells(view, zone)));
        List<String> lines = new ArrayList<>(Columns.align(rows));
        if (!earlier.isEmpty()) {
            // Of the first too, since its bare id shows the newest.
            lines.add("  In full: ./palisade show " + earlier.get(0).listing().request() + Request.ATTEMPT
                    + earlier.get(0).listing().attempt());
        }
        return lines;
    }

    private static List<String> cells(RequestView view, ZoneId zone) {
        RequestListing listing = view.listing();
        RequestStatus status = view.status();
        return List.of(
                "  " + listing.attempt(),
                view.state().map(RequestState::name).orElse("no outcome"),
                status == null ? "" : status.type().name().toLowerCase(Locale.ROOT),
                "started " + Times.withDay(listing.startedAt(), zone),
                status == null ? "" : why(status));
    }

    private static String why(RequestStatus status) {
        return Optional.ofNullable(status.failure())
                .map(AzureFailure::code)
                .map(code -> (status.failedStep() == null ? "" : status.failedStep() + ": ") + code)
                .or(() -> Optional.ofNullable(status.cancelReason()))
                .orElse("");
    }
}
