package dev.diver.deployer.hardware;

import dev.diver.cokernel.CokernelLauncher;
import dev.diver.cokernel.CokernelMark;
import dev.diver.cokernel.GposModule;
import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.dive.DiveRequest;
import dev.diver.core.job.Cancellation;
import dev.diver.core.kernel.BootProtocol;
import dev.diver.core.kernel.Role;
import dev.diver.core.node.Node;
import dev.diver.core.partition.PartitionFiles;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.node.ssh.SshConnection;
import dev.diver.node.ssh.SshConnector;
import dev.diver.qemu.NetFiles;
import dev.diver.qemu.ProgramFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Decides one dive on a node: asks the node what it has, and changes nothing there or here. */
final class HardwarePlanner {
    private final DiveRequest request;
    private final HardwareOptions options;
    private final SshConnector connector;
    private final Path prepared;

    HardwarePlanner(DiveRequest request, HardwareOptions options, SshConnector connector, Path prepared) {
        this.request = request;
        this.options = options;
        this.connector = connector;
        this.prepared = prepared;
    }

    HardwarePlan plan(Node node) {
        var reference = request.kernel().manifest().reference();
        var gpos = request.gpos()
                .filter(linux -> request.kernel().manifest().boot().stream()
                        .anyMatch(boot -> boot.protocol() == BootProtocol.HOSTED))
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.UNSUPPORTED,
                        reference + " cannot run beside Linux.",
                        "It boots a machine of its own; a co-kernel is started by Linux.",
                        "Choose a co-kernel: diver search --mode partitioned-hardware."));
        var cokernel = file(
                request.kernel(),
                request.kernel().manifest().artifact(Role.IMAGE).orElseThrow().path());
        CokernelMark.require(reference, cokernel);
        file(gpos, "boot/vmlinuz");
        var module = GposModule.of(gpos, prepared);
        var program = NetFiles.program(request);
        var files = new TreeMap<>(ProgramFiles.of(program));
        files.putAll(NetFiles.files(request.net()));
        files.put(CokernelLauncher.PROGRAM, program);
        files.put(CokernelLauncher.PROXY, file(gpos, "boot/cokernel-run"));
        files.put(CokernelLauncher.COKERNEL, cokernel);
        var preflight = preflight(node, gpos);
        Check.requireAll(node.name(), preflight.checks());
        var argv = new ArrayList<String>();
        argv.add(program.getFileName().toString());
        argv.addAll(request.args());
        return new HardwarePlan(
                request,
                node,
                options,
                preflight.partitions(),
                "/run/diver/" + request.folder().map(folder -> folder.id()).orElse("RUN"),
                module,
                new NodeFiles(files),
                List.copyOf(argv),
                preflight.checks().stream()
                        .filter(check -> check.verdict() == Check.Verdict.WARNING)
                        .map(Check::text)
                        .toList());
    }

    private Preflight.Result preflight(Node node, PulledKernel gpos) {
        var wish = wish();
        var cancellation = new Cancellation();
        try (var connection = connector.connect(node, options.acceptHostKey(), cancellation)) {
            return Preflight.of(
                    NodeInspection.facts(node.name(), connection, cancellation),
                    node.ssh().orElseThrow().user(),
                    Optional.of(NodeInspection.headers(gpos)),
                    wish);
        }
    }

    private Wish wish() {
        if (options.plan().isEmpty()) {
            return new Wish.Anywhere(options.memory());
        }
        var name = options.plan().get();
        var plan = PartitionFiles.read(NetFiles.inside(
                request.net(),
                name,
                "Write it: diver plan new " + request.net().directory().resolve(name)));
        var parts = plan.parts().stream()
                .filter(part -> options.part().map(part.name()::equals).orElse(true))
                .toList();
        if (parts.size() != 1
                || parts.getFirst().memory().size() != 1
                || parts.getFirst().processors().isEmpty()) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    name + " does not say which part this dive gets.",
                    "Its parts are "
                            + plan.parts().stream()
                                    .map(PartitionPlan.Part::name)
                                    .toList()
                            + "; a dive takes one, with one range of memory and a processor.",
                    "Name it: --set part=NAME.");
        }
        return new Wish.Exactly(
                parts.getFirst().processors(), parts.getFirst().memory().getFirst());
    }

    private static Path file(PulledKernel kernel, String path) {
        var file = kernel.file(path);
        if (!Files.isRegularFile(file)) {
            throw new DiverException(
                    Problem.Kind.UNSUPPORTED,
                    kernel.manifest().reference() + " is not complete: it has no " + path + ".",
                    "It may have been pulled by an older Diver.",
                    "Pull it again: diver pull " + kernel.manifest().reference() + ".");
        }
        return file;
    }

    /** For the guard's shell: the environment is the net's alone, as in a machine of its own. */
    static String start(HardwarePlan plan) {
        var words = new ArrayList<>(List.of("env", "-i"));
        words.addAll(NetFiles.environment(plan.request().net()));
        return "exec " + SshConnection.quoted(words) + " \"$chroot\" \"$dir/root\" "
                + SshConnection.quoted(plan.launcher()) + "\n";
    }
}
