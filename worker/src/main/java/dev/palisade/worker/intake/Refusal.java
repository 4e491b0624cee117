package dev.palisade.worker.intake;

import java.util.List;

/**
 * A message's dead-letter reason and description.
 *
 * @param description everything that is wrong, each with its remedy; at most {@value #LONGEST} characters, Service Bus's limit
 */
public record Refusal(RefusalReason reason, String description) {
    static final int LONGEST = 4096;
    private static final int ROOM_FOR_THE_REST = 40;

    public Refusal {
        if (description.length() > LONGEST) {
            description = description.substring(0, LONGEST - 1) + "…";
        }
    }

    /** Lists the problems; if they are too many for Service Bus, as many as fit and the number of the others. */
    static Refusal of(RefusalReason reason, List<String> problems) {
        if (problems.size() == 1) {
            return new Refusal(reason, problems.get(0));
        }
        StringBuilder text = new StringBuilder(problems.size() + " problems:");
        int listed = 0;
        for (String problem : problems) {
            String line = "\n" + (listed + 1) + ". " + problem;
            if (text.length() + line.length() > LONGEST - ROOM_FOR_THE_REST) {
                break;
            }
            text.append(line);
            listed++;
        }
        return new Refusal(reason, listed == problems.size() ? text.toString() : text + rest(problems.size() - listed));
    }

    private static String rest(int count) {
        return "\n… and " + count + " more";
    }
}
