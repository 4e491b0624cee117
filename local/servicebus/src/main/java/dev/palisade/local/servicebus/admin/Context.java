package dev.palisade.local.servicebus.admin;

import dev.palisade.local.servicebus.entity.EntityDescription;
import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import dev.palisade.local.servicebus.entity.EntityDescription.Topic;
import dev.palisade.local.servicebus.entity.MessageCounts;
import dev.palisade.local.servicebus.entity.Namespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What every resource works with: the namespace, and the request that is being answered. */
record Context(Namespace namespace, EntityTimes times, AdminRequest request) {
    private static final String MESSAGE_SIZE = "MaxMessageSizeInKilobytes";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([\\w.-]*[A-Za-z0-9_])?");

    /** A segment of the request's path. */
    String name(int segment) {
        return request.path().get(segment);
    }

    EntityDescription entity() {
        return namespace.describe(name(0)).orElseThrow(this::notFound);
    }

    Topic topic() {
        if (entity() instanceof Topic topic) {
            return topic;
        }
        throw notFound();
    }

    /** The description that the request brings, checked for what its version does not know. */
    DescriptionReader description(String root) {
        DescriptionReader reader = new DescriptionReader(request.description(root));
        ApiVersion version = request.version();
        if (!version.knowsMessageSizes()
                && reader.description().child(MESSAGE_SIZE).isPresent()) {
            reader.problem(MESSAGE_SIZE + " is not known to api-version " + version
                    + "; leave it out, or ask by a later version.");
        }
        return reader;
    }

    AdminException notFound() {
        return AdminException.notFound(request.pathText());
    }

    /** A PUT makes what is not there, and with If-Match changes what is there. */
    void checkExistence(boolean exists) {
        if (exists && !request.update()) {
            throw AdminException.exists(request.pathText());
        } else if (!exists && request.update()) {
            throw notFound();
        }
    }

    static void checkName(String name, int longest) {
        if (name.length() > longest || !NAME.matcher(name).matches()) {
            throw AdminException.invalid(List.of("The name '" + name + "' is not taken; write up to " + longest
                    + " letters, digits, periods, hyphens and underscores, with a letter or digit first and no period or hyphen last. Names with / are not"
                    + " offered here."));
        }
    }

    /** Refuses what cannot be changed later, and forwarding to nowhere. */
    void check(Optional<DeliverySettings> before, DeliverySettings wanted) {
        List<String> problems = new ArrayList<>();
        if (before.isPresent() && before.get().requiresSession() != wanted.requiresSession()) {
            problems.add("RequiresSession cannot be changed; delete the entity and make it anew.");
        }
        if (wanted.requiresSession() && wanted.forwardTo().isPresent()) {
            problems.add(
                    "ForwardTo cannot be set where RequiresSession is: receive the sessions, or leave out one of both.");
        }
        checkTarget("ForwardTo", wanted.forwardTo(), problems);
        checkTarget("ForwardDeadLetteredMessagesTo", wanted.forwardDeadLetteredMessagesTo(), problems);
        if (!problems.isEmpty()) {
            throw AdminException.invalid(problems);
        }
    }

    private void checkTarget(String setting, Optional<String> target, List<String> problems) {
        target.filter(path -> namespace.describe(path).isEmpty())
                .ifPresent(path -> problems.add(
                        setting + ": there is no queue or topic '" + path + "'; make it first, or name another."));
    }

    static void checkDuplicateDetection(Optional<Boolean> before, boolean wanted) {
        if (before.isPresent() && before.get() != wanted) {
            throw AdminException.invalid(
                    List.of("RequiresDuplicateDetection cannot be changed; delete the entity and make it anew."));
        }
    }

    MessageCounts counts(String path) {
        return namespace.counts(path);
    }

    AdminAnswer made(AtomWriter.Entry entry) {
        return AdminAnswer.entry(request.update() ? 200 : 201, new AtomWriter(request.authority()).entry(entry));
    }

    AdminAnswer shown(AtomWriter.Entry entry) {
        return AdminAnswer.entry(200, new AtomWriter(request.authority()).entry(entry));
    }

    /** Notes that an entity was made or changed. */
    void put(String path) {
        if (request.update()) {
            times.changed(path);
        } else {
            times.made(path);
        }
    }
}
