package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.document.MachineAttachment;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Seeds 000 and 001: "only virtual machines that run Ubuntu are supported". Told from the image that a machine was made of, where that is one of
 * the marketplace's; an HDInsight cluster on Linux runs Ubuntu.
 */
final class MachineImages {
    /** Publishers of the marketplace whose images are of other distributions. */
    private static final Set<String> OTHERS = Set.of(
            "redhat",
            "openlogic",
            "suse",
            "credativ",
            "debian",
            "oracle",
            "almalinux",
            "resf",
            "kinvolk",
            "coreos",
            "clear-linux-project",
            "microsoftcblmariner",
            "microsoftwindowsserver",
            "microsoftwindowsdesktop",
            "microsoftsqlserver");

    private MachineImages() {}

    private enum Verdict {
        UBUNTU,
        OTHER,
        UNKNOWN
    }

    static void refuseOther(MachineAttachment machine, JsonNode body, Draft draft) {
        if (verdict(machine, body) == Verdict.OTHER) {
            draft.refuse(
                    FindingCode.MACHINE_NOT_UBUNTU,
                    machine.attachField("resource_id"),
                    WhoseMove.YOURS,
                    arguments(machine, body));
        }
    }

    /** Once is enough: of a machine that is attached, nobody asks any more what it was made of. */
    static void warnUnknown(MachineAttachment machine, JsonNode body, Draft draft) {
        if (verdict(machine, body) == Verdict.UNKNOWN) {
            draft.warn(FindingCode.MACHINE_IMAGE_UNKNOWN, machine.attachField("resource_id"), arguments(machine, body));
        }
    }

    private static Map<String, String> arguments(MachineAttachment machine, JsonNode body) {
        return Map.of("machine", machine.machine().name(), "image", inWords(body));
    }

    private static Verdict verdict(MachineAttachment machine, JsonNode body) {
        return switch (machine.type()) {
            case VIRTUAL_MACHINE -> ofMachine(body.at("/properties/storageProfile"));
            case HDINSIGHT ->
                body.at("/properties/osType").asText("Linux").equalsIgnoreCase("Windows")
                        ? Verdict.OTHER
                        : Verdict.UBUNTU;
        };
    }

    private static Verdict ofMachine(JsonNode storage) {
        if (storage.at("/osDisk/osType").asText().equalsIgnoreCase("Windows")) {
            return Verdict.OTHER;
        }
        JsonNode image = storage.path("imageReference");
        String publisher = image.path("publisher").asText().toLowerCase(Locale.ROOT);
        String product = (image.path("offer").asText() + " " + image.path("sku").asText()).toLowerCase(Locale.ROOT);
        if (OTHERS.contains(publisher)) {
            return Verdict.OTHER;
        }
        return publisher.equals("canonical") || (!publisher.isEmpty() && product.contains("ubuntu"))
                ? Verdict.UBUNTU
                : Verdict.UNKNOWN;
    }

    /** {@code Canonical:UbuntuServer:18.04-LTS}, or the ID of an image that is somebody's own. */
    private static String inWords(JsonNode body) {
        JsonNode storage = body.at("/properties/storageProfile");
        JsonNode image = storage.path("imageReference");
        if (image.path("publisher").isTextual()) {
            return image.path("publisher").asText() + ":" + image.path("offer").asText() + ":"
                    + image.path("sku").asText();
        }
        String id =
                image.path("id").asText(image.path("communityGalleryImageId").asText());
        String os = storage.at("/osDisk/osType")
                .asText(body.at("/properties/osType").asText());
        return id.isEmpty() ? (os.isEmpty() ? "none that Azure names" : os) : id;
    }
}
