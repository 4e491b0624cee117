package dev.palisade.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.palisade.client.Palisade;
import dev.palisade.client.failure.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationCommandTest {
    private static final String ENVIRONMENT =
            "/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/ws";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T21:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path home;

    private final SentMessages sent = new SentMessages();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "delete ENV|delete|{}",
                "delete ENV --if-generation 3|delete|{'if_generation':3}",
                "storage lock ENV|storage.lock|{'account':'default'}",
                "storage lock ENV --account wsx --allow-ip 1.2.3.4 --allow-ip 5.6.7.0/24|storage.lock"
                        + "|{'account':'wsx','allow_ips':['1.2.3.4','5.6.7.0/24']}",
                "storage open ENV|storage.open|{'account':'default'}",
                "vault lock ENV --allow-ip 1.2.3.4|vault.lock|{'allow_ips':['1.2.3.4']}",
                "vault open ENV|vault.open|{}",
                "compute create ENV gpus --size STANDARD_D2_V2 --max-instances 2|compute.create"
                        + "|{'compute':{'name':'gpus','type':'amlcompute','size':'STANDARD_D2_V2','max_instances':2}}",
                "compute scale ENV gpus --min-instances 0 --idle-time-before-scale-down 60|compute.scale"
                        + "|{'name':'gpus','min_instances':0,'idle_time_before_scale_down':60}",
                "compute delete ENV gpus|compute.delete|{'name':'gpus'}",
                "cluster create ENV myaks --service-cidr 10.0.0.0/16 --dns-service-ip 10.0.0.10 --agent-count 4|cluster.create"
                        + "|{'cluster':{'name':'myaks','type':'kubernetes','create':{'agent_count':4,"
                        + "'service_cidr':'10.0.0.0/16','dns_service_ip':'10.0.0.10'}}}",
                "cluster scale ENV myaks --agent-count 5|cluster.scale|{'name':'myaks','agent_count':5}",
                "cluster delete ENV myaks|cluster.delete|{'name':'myaks'}",
                "attach ENV myaks|attach|{'name':'myaks'}",
                "attach ENV theirs --resource-id CLUSTER --type aks --purpose dev_test|attach"
                        + "|{'cluster':{'name':'theirs','type':'aks','purpose':'dev_test','attach':{'resource_id':'CLUSTER'}}}",
                "detach ENV myaks|detach|{'name':'myaks'}"
            })
    void anOperationIsSentAsAMessageOfItsOwnType(String arguments, String type, String data)
            throws JsonProcessingException {
        assertThat(run(arguments)).as(err.toString()).isEqualTo(ExitCode.OK);

        assertThat(sent.only().event().getType()).isEqualTo("dev.palisade.request." + type + ".v1");
        var expected = new JsonMapper().readTree(cluster(data).replace('\'', '"'));
        ((com.fasterxml.jackson.databind.node.ObjectNode) expected)
                .put("workspace", ENVIRONMENT.toLowerCase(java.util.Locale.ROOT));
        assertThat(new JsonMapper().readTree(sent.data())).isEqualTo(expected);
        assertThat(out.toString())
                .contains("Sent request " + sent.only().id() + " to queue churn")
                .contains("./palisade watch " + sent.only().id());
    }

    @Test
    void anIdIsMadeOfTheWorkspaceAndWhatIsAskedFor() {
        run("storage lock ENV");
        assertThat(sent.only().id()).startsWith("ws-storage-lock-20261122-210000-");
    }

    @Test
    void anEntryFromAFileIsWhatOptionsGoOver() throws IOException {
        Path entry = Files.writeString(home.resolve("scoring.yaml"), """
                type: aks
                create: { agent_count: 3, service_cidr: 10.0.0.0/16, dns_service_ip: 10.0.0.10 }
                """);

        assertThat(run("cluster create ENV scoring --agent-count 5 --file " + entry))
                .isEqualTo(ExitCode.OK);
        assertThat(sent.data())
                .contains("\"name\":\"scoring\"")
                .contains("\"type\":\"aks\"")
                .contains("\"agent_count\":5")
                .contains("10.0.0.0/16");
    }

    @Test
    void aFileAboutAnotherComputeIsNotSent() throws IOException {
        Path entry = Files.writeString(home.resolve("scoring.yaml"), "name: other\ntype: kubernetes\n");

        assertThat(run("cluster create ENV scoring --file " + entry)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("is about other, not scoring");
        assertThat(sent.isEmpty()).isTrue();
    }

    @Test
    void everyMistakeIsToldAtOnceAndNothingIsSent() {
        assertThat(run("compute create ENV g --max-instances 0 --subnet elsewhere"))
                .isEqualTo(ExitCode.REJECTED);
        assertThat(err.toString())
                .contains("nothing was sent")
                .contains("at /compute/name")
                .contains("at /compute/max_instances")
                .contains("at /compute/subnet")
                .contains("size");
        assertThat(sent.isEmpty()).isTrue();
    }

    @Test
    void anIdOfSomethingElseThanAWorkspaceIsNoEnvironment() {
        assertThat(run("delete /subscriptions/s/resourceGroups/g")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("is not the ARM ID of a workspace");
        assertThat(sent.isEmpty()).isTrue();
    }

    private static String cluster(String text) {
        return text.replace(
                "CLUSTER",
                "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/theirs");
    }

    private int run(String arguments) {
        CommandContext context = new CommandContext(
                home,
                Map.of(ServiceBusOptions.CONNECTION_VARIABLE, "Endpoint=sb://x/"),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                new CommandContext.Terminal(false, 100),
                CLOCK,
                sent);
        String line = cluster(arguments).replace("ENV", ENVIRONMENT) + " --queue churn";
        return Palisade.commandLine(context).execute(line.split(" ", -1));
    }
}
