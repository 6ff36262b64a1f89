package dev.diver.deployer.vm;

import dev.diver.core.dive.DiveRequest;
import dev.diver.core.dive.RunFolder;
import dev.diver.core.kernel.BootProtocol;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.machine.MemorySize;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Decides a dive of a Solo5 unikernel under its own tender (Solo5, docs/building.md, "Running Solo5-based unikernels"). */
final class TenderPlanner {
    private static final String SPT = "solo5-spt";
    private static final String HVT = "solo5-hvt";
    /** The tender's own size, and what it maps beside the guest's memory. */
    private static final int TENDER_MIB = 1024;

    private final DiveRequest request;
    private final KernelManifest kernel;
    private final VmOptions options;
    private final HostFacts host;

    TenderPlanner(DiveRequest request, VmOptions options, HostFacts host) {
        this.request = request;
        this.options = options;
        this.host = host;
        kernel = request.kernel().manifest();
    }

    /** Whether that is the kernel's best way to boot. */
    boolean isMeant() {
        return !kernel.boot().isEmpty() && kernel.boot().getFirst().protocol() == BootProtocol.TENDER;
    }

    TenderPlan plan() {
        var name = kernel.boot().getFirst().machines().stream().findFirst().orElse("");
        if (!name.equals(SPT) && !name.equals(HVT)) {
            throw unsupported(
                    "Its tender is \"" + name + "\"; this Diver knows " + SPT + " and " + HVT + ".",
                    "Choose another kernel.");
        }
        refuseWhatItHasNot();
        var tender = host.requireTender(name);
        var memory = options.memory().orElse(MemorySize.mebibytes(128));
        var mib = (int) ((memory.bytes() + (1 << 20) - 1) >> 20);
        var image = new BootFiles(request).image();
        var words = new ArrayList<String>(List.of(tender.toString(), "--mem=" + mib, image.toString()));
        words.addAll(arguments());
        return new TenderPlan(
                request,
                command(name, tender, image, mib, words),
                List.of(
                        name.equals(SPT)
                                ? "A process of this host in Solo5's seccomp sandbox and in one of bubblewrap; no virtual"
                                        + " machine."
                                : "Solo5's tender makes a virtual machine of its own, by KVM."),
                List.of("1 cpu", memory.toString(), name));
    }

    private List<String> command(String name, Path tender, Path image, int mib, List<String> words) {
        var command = new ArrayList<>(host.launcher());
        if (name.equals(HVT)) {
            // It needs /dev/kvm, and what it runs is in a machine.
            command.addAll(words);
            return List.copyOf(command);
        }
        var folder = request.folder()
                .orElseGet(() -> new RunFolder("RUN", Path.of("RUN-DIRECTORY"), Path.of("RUN-SOCKETS")));
        command.addAll(host.sandbox(
                folder.runtime(), List.of(tender.getParent(), image.getParent()), mib + TENDER_MIB, words));
        return List.copyOf(command);
    }

    private List<String> arguments() {
        return request.args().isEmpty() ? kernel.args().usual() : request.args();
    }

    private void refuseWhatItHasNot() {
        if (request.stopped()) {
            throw unsupported("A debugger cannot stop what a tender starts.", "Dive without one.");
        }
        if (!options.disks().isEmpty() || !options.network().equals("none")) {
            throw unsupported(
                    "Disks and networks of a tender are not attached by this Diver yet.",
                    "Leave disks and network out of [dive.vm], or build the unikernel for virtio.");
        }
        if (!request.net().env().isEmpty()) {
            throw unsupported("A Solo5 unikernel has no environment.", "Leave app.env out of net.toml.");
        }
    }

    private DiverException unsupported(String why, String remedy) {
        return new DiverException(
                Problem.Kind.UNSUPPORTED, kernel.reference() + " cannot be started like that.", why, remedy);
    }
}
