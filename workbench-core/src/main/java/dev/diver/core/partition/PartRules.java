package dev.diver.core.partition;

import dev.diver.core.partition.Conflict.Code;
import dev.diver.core.problem.Nearest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold of names and devices. */
final class PartRules {
    /** What a virtual machine of ours has for them: the ports that a PC calls COM1 and COM2. */
    private static final Set<String> VIRTUAL_DEVICES = Set.of("serial1", "serial2");

    private final PartitionPlan plan;
    private final Findings findings;

    /** Who has a device. */
    private final Map<String, String> owners = new HashMap<>();

    private PartRules(PartitionPlan plan, Findings findings) {
        this.plan = plan;
        this.findings = findings;
    }

    static void check(PartitionPlan plan, Findings findings) {
        new PartRules(plan, findings).all();
    }

    private void all() {
        if (plan.parts().isEmpty()) {
            findings.add(
                    Code.NO_PART,
                    "/parts",
                    "There is no part for a specialized kernel.",
                    "Add one with a name, processors and memory.");
        }
        devices("/linux", "Linux", plan.linux().devices());
        var names = new HashSet<String>();
        for (var i = 0; i < plan.parts().size(); i++) {
            var part = plan.parts().get(i);
            if (!names.add(part.name())) {
                findings.add(
                        Code.NAME_TWICE,
                        "/parts/" + i + "/name",
                        "Another part is named \"" + part.name() + "\" too.",
                        "Give each part a name of its own.");
            }
            devices("/parts/" + i, "\"" + part.name() + "\"", part.devices());
        }
    }

    private void devices(String where, String owner, List<String> devices) {
        for (var i = 0; i < devices.size(); i++) {
            var device = devices.get(i);
            var place = where + "/devices/" + i;
            if (plan.machine().type().isVirtual() && !VIRTUAL_DEVICES.contains(device)) {
                findings.add(
                        Code.DEVICE_MISSING,
                        place,
                        "The machine has no device \"" + device + "\".",
                        Nearest.hint(device, VIRTUAL_DEVICES));
            }
            var other = owners.putIfAbsent(device, owner);
            if (other != null) {
                findings.add(
                        Code.DEVICE_TWICE,
                        place,
                        "The device \"" + device + "\" is given to " + owner
                                + (other.equals(owner) ? " twice." : ", and to " + other + " already."),
                        "Leave it to one of them.");
            }
        }
    }
}
