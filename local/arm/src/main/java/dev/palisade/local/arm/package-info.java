/**
 * A stand-in for Azure Resource Manager, written from Azure's documents so that it can disagree with Palisade. It runs alone
 * ({@code java -jar azure.jar --port N [--speed X] [--data DIR] [--world FILE] [--tls DIR]}) or inside a test
 * ({@link dev.palisade.local.arm.ArmSimulator#start}). No class here knows anything of Palisade.
 *
 * <p>Time in it is simulated: it runs {@code speed} times as fast as real time, every answer carries the instant in
 * {@code x-simulated-time}, and waits are asked for in real time ({@code Retry-After} in whole seconds,
 * {@code x-ms-retry-after-ms} exactly).
 *
 * <p>It holds resource groups, locks, and assignments of the two built-in policies about resource types; virtual networks, public
 * addresses, load balancers, subnets, security groups and route tables; the list of service
 * tags, which changes when it is told to; what each service says of a region: sizes, versions, and quotas with what is used of them, whose
 * limits are set as Microsoft.Quota has it, by a PUT or in the world file; storage accounts and key vaults with their firewalls; AKS clusters with their agent
 * pools and extensions; workspaces with their datastores, and with the computes of types AmlCompute, AKS, Kubernetes,
 * VirtualMachine and HDInsight; virtual machines with their network interfaces, HDInsight clusters, and secrets of vaults, which
 * are read at {@code /dataplane/<host of the vault>/secrets/<name>}. An AmlCompute in a virtual network brings along
 * what Azure Batch makes beside it, and takes it away. Any of them but the list can stand in the world file.
 * Groups, accounts, vaults, workspaces and datastores are not created or deleted here, and an AKS compute is one that is
 * attached: it has a {@code resourceId}.
 *
 * <p>It is controlled under {@code /simulator}, without token or api-version; {@code GET /simulator} lists this:
 *
 * <ul>
 *   <li>{@code POST /simulator/faults} asks for a fault: {@code kind} (a
 *       {@link dev.palisade.local.arm.fault.FaultKind}), {@code resource} (an ARM id in any case, the end of one in whole
 *       segments, or {@code *}), and if wanted {@code method} (an HTTP method, or {@code POLL} for the polls of its
 *       operations), {@code count} (1), {@code status}, {@code code}, {@code message}, {@code retryAfterSeconds} and
 *       {@code delaySeconds} (both simulated)
 *   <li>{@code GET /simulator/faults} shows them with how often each fired; {@code DELETE} forgets all, or one by its id
 *   <li>{@code GET /simulator/audit?since=N} shows the requests after number N, with what each really did
 *   <li>{@code GET /simulator/resources} shows every resource as a GET does
 *   <li>{@code POST /simulator/service-tags} gives a service tag other addresses: {@code {"tag": "Storage.EastUS", "add": [], "remove": []}}
 *   <li>{@code GET /simulator/clock} shows the time; {@code POST} of {@code {"advance": "PT20M"}} moves it forward
 * </ul>
 *
 * <p>Invariant: what was answered is durable before it is answered.
 */
@NullMarked
package dev.palisade.local.arm;

import org.jspecify.annotations.NullMarked;
