package dev.palisade.local.servicebus.admin;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A feed of some of many entities, by {@code $skip} and {@code $top}. */
final class Page {
    private Page() {}

    static <T> AdminAnswer of(String title, AdminRequest request, List<T> all, Function<T, AtomWriter.Entry> entry) {
        List<AtomWriter.Entry> entries = all.stream()
                .skip(request.skip())
                .limit(request.top())
                .map(entry)
                .toList();
        int end = request.skip() + entries.size();
        Optional<String> next = end < all.size() && !entries.isEmpty()
                ? Optional.of(request.pathText() + "?$skip=" + end + "&$top=" + request.top())
                : Optional.empty();
        return AdminAnswer.feed(new AtomWriter(request.authority()).feed(title, request.pathText(), entries, next));
    }
}
