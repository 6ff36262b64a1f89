package dev.diver.node.bmc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.node.BootDevice;
import dev.diver.core.node.Node;
import dev.diver.core.node.NodeCheck.Finding;
import dev.diver.core.node.NodeCheck.Verdict;
import dev.diver.core.node.NodeConsole;
import dev.diver.core.node.PowerAction;
import dev.diver.core.node.PowerState;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A BMC that speaks Redfish. No identifier is taken for granted: every address comes from the service. */
final class RedfishController implements ManagementController {
    private static final int MOST_SYSTEMS = 64;
    private static final String ALLOWABLE = "@Redfish.AllowableValues";

    private final Node node;
    private final Node.Redfish bmc;
    private final BmcPasswords passwords;
    private RedfishSession session;
    private String system;

    RedfishController(Node node, Node.Redfish bmc, BmcPasswords passwords) {
        this.node = node;
        this.bmc = bmc;
        this.passwords = passwords;
    }

    @Override
    public PowerState power(Cancellation cancellation) {
        return switch (system(cancellation).body().path("PowerState").asText("")) {
            case "On" -> PowerState.ON;
            case "Off" -> PowerState.OFF;
            case "PoweringOn" -> PowerState.POWERING_ON;
            case "PoweringOff" -> PowerState.POWERING_OFF;
            default -> PowerState.UNKNOWN;
        };
    }

    @Override
    public void order(PowerAction action, Cancellation cancellation) {
        var reset = system(cancellation).body().path("Actions").path("#ComputerSystem.Reset");
        var target = Optional.ofNullable(reset.path("target").textValue())
                .orElseThrow(
                        () -> unsupported("has no ComputerSystem.Reset", "Its power cannot be changed by Redfish."));
        var allowed = allowed(reset, cancellation);
        var wanted = resetTypes(action);
        var chosen = wanted.stream()
                .filter(type -> allowed.isEmpty() || allowed.contains(type))
                .findFirst()
                .orElseThrow(() -> unsupported(
                        "cannot do \"" + action.word() + "\"", "It can: " + String.join(", ", allowed) + "."));
        var document = JsonNodeFactory.instance.objectNode().put("ResetType", chosen);
        session.post(target, document, cancellation);
    }

    /** Of DSP0268, Resource.ResetType; the first one that the service allows is taken. */
    private static List<String> resetTypes(PowerAction action) {
        return switch (action) {
            case ON -> List.of("On", "ForceOn");
            case OFF -> List.of("ForceOff");
            case CYCLE -> List.of("PowerCycle", "FullPowerCycle", "ForceRestart");
            case SOFT -> List.of("GracefulShutdown");
        };
    }

    private List<String> allowed(JsonNode reset, Cancellation cancellation) {
        var direct = texts(reset.path("ResetType" + ALLOWABLE));
        var info = Optional.ofNullable(reset.path("@Redfish.ActionInfo").textValue());
        if (!direct.isEmpty() || info.isEmpty()) {
            return direct;
        }
        return StreamSupport.stream(
                        session.get(info.get(), cancellation)
                                .body()
                                .path("Parameters")
                                .spliterator(),
                        false)
                .filter(parameter -> parameter.path("Name").asText("").equals("ResetType"))
                .flatMap(parameter -> texts(parameter.path("AllowableValues")).stream())
                .toList();
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Override
    public void bootFrom(BootDevice device, boolean once, Cancellation cancellation) {
        var now = system(cancellation);
        var target = switch (device) {
            case NONE -> "None";
            case DISK -> "Hdd";
            case PXE -> "Pxe";
            case BIOS -> "BiosSetup";
            case CDROM -> "Cd";
        };
        var allowed = texts(now.body().path("Boot").path("BootSourceOverrideTarget" + ALLOWABLE));
        if (!allowed.isEmpty() && !allowed.contains(target)) {
            throw unsupported("cannot boot from " + device.word(), "It can from: " + String.join(", ", allowed) + ".");
        }
        var document = JsonNodeFactory.instance.objectNode();
        document.putObject("Boot")
                .put("BootSourceOverrideTarget", target)
                .put(
                        "BootSourceOverrideEnabled",
                        device == BootDevice.NONE ? "Disabled" : once ? "Once" : "Continuous");
        session.patch(system, document, now.etag(), cancellation);
    }

    @Override
    public NodeConsole console(Progress progress, Cancellation cancellation) {
        throw unsupported(
                "carries no console by Redfish",
                "Redfish tells where a console is, and leaves it to IPMI or SSH to carry it.");
    }

    @Override
    public List<Finding> check(Cancellation cancellation) {
        var findings = new ArrayList<Finding>();
        try {
            var state = power(cancellation);
            var version = session.root().path("RedfishVersion").asText("?");
            findings.add(new Finding(
                    "BMC answers", Verdict.WORKS, "Redfish " + version + "; the power is " + state.word() + ".", ""));
            findings.add(
                    bmc.certificate().isPresent()
                            ? new Finding("certificate", Verdict.WORKS, "It is the one that is pinned.", "")
                            : bmc.address().getScheme().equals("http")
                                    ? new Finding("certificate", Verdict.WARNING, "http, on loopback only.", "")
                                    : new Finding(
                                            "certificate", Verdict.WORKS, "The usual authorities vouch for it.", ""));
            findings.add(new Finding(
                    "serial console",
                    Verdict.SKIPPED,
                    "Redfish carries none.",
                    "Where the BMC speaks IPMI too, add it as such."));
        } catch (DiverException e) {
            cancellation.check();
            findings.add(Findings.failed("BMC answers", e));
        }
        return findings;
    }

    private RedfishHttp.Answer system(Cancellation cancellation) {
        if (session == null) {
            session = RedfishSession.open(node, bmc, passwords, cancellation);
        }
        if (system == null) {
            system = findSystem(cancellation);
        }
        return session.get(system, cancellation);
    }

    private String findSystem(Cancellation cancellation) {
        var systems = RedfishSession.link(session.root().path("Systems"))
                .orElseThrow(() -> unsupported("has no systems", "Its service root names none."));
        var members = StreamSupport.stream(
                        session.get(systems, cancellation)
                                .body()
                                .path("Members")
                                .spliterator(),
                        false)
                .flatMap(member -> RedfishSession.link(member).stream())
                .limit(MOST_SYSTEMS)
                .toList();
        if (members.isEmpty()) {
            throw unsupported("has no systems", "The collection " + systems + " is empty.");
        }
        if (members.size() == 1 && bmc.system().isEmpty()) {
            return members.getFirst();
        }
        var named = members.stream()
                .map(path -> session.get(path, cancellation).body())
                .toList();
        for (var i = 0; i < named.size(); i++) {
            if (bmc.system().isPresent() && isNamed(named.get(i), bmc.system().get())) {
                return members.get(i);
            }
        }
        throw new DiverException(
                Problem.Kind.INVALID,
                bmc.system()
                        .map(wanted -> "The BMC of " + node.name() + " has no system \"" + wanted + "\".")
                        .orElse("The BMC of " + node.name() + " has several systems."),
                "It has: "
                        + named.stream().map(one -> one.path("Id").asText("?")).collect(Collectors.joining(", ")) + ".",
                "Write system = \"ID\" into [bmc] of the node's file.");
    }

    private static boolean isNamed(JsonNode system, String wanted) {
        return system.path("Id").asText("").equals(wanted)
                || system.path("Name").asText("").equals(wanted);
    }

    private DiverException unsupported(String what, String why) {
        return new DiverException(Problem.Kind.UNSUPPORTED, "The BMC of " + node.name() + " " + what + ".", why, "");
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
        }
    }
}
