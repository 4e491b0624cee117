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
        return new Refusal(reason, list(problems.size() + " problems:", problems));
    }

    /** The first line quotes nothing of either message. */
    static Refusal ofConflict(String id, List<String> differences) {
        String belongs =
                "id " + id + " belongs to an earlier request with other content; send this one with an id of its"
                        + " own, or the earlier one's content. Different:";
        return new Refusal(RefusalReason.ID_CONFLICT, list(belongs, differences));
    }

    private static String list(String head, List<String> items) {
        StringBuilder text = new StringBuilder(head);
        int listed = 0;
        for (String item : items) {
            String line = "\n" + (listed + 1) + ". " + item;
            if (text.length() + line.length() > LONGEST - ROOM_FOR_THE_REST) {
                break;
            }
            text.append(line);
            listed++;
        }
        return listed == items.size() ? text.toString() : text + "\n… and " + (items.size() - listed) + " more";
    }
}
