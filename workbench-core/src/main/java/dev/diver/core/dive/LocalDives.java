package dev.diver.core.dive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.Mode;
import dev.diver.core.net.Net;
import dev.diver.core.net.Nets;
import dev.diver.core.option.OptionSchema;
import dev.diver.core.option.SettingParser;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.run.RunFolders;
import dev.diver.core.run.RunState;
import dev.diver.core.run.Runs;
import dev.diver.core.run.Ulid;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Dives that this process watches. Thread-safe. */
public final class LocalDives implements Dives {
    /** The option of a mode that names the Linux beside a hosted kernel, where the mode has it. */
    public static final String LINUX = "linux";

    private final Nets nets;
    private final Runs runs;
    private final RunFolders folders;
    private final List<Deployer> deployers;
    private final Clock clock;
    private final Ulid ids;
    private final List<ActiveDive> active = new CopyOnWriteArrayList<>();

    public LocalDives(Nets nets, Runs runs, RunFolders folders, List<Deployer> deployers, Clock clock) {
        this.nets = nets;
        this.runs = runs;
        this.folders = folders;
        this.deployers = List.copyOf(deployers);
        this.clock = clock;
        ids = new Ulid(clock);
    }

    @Override
    public DivePlan explain(DiveOrder order, Progress progress, Cancellation cancellation) {
        return plan(order, Optional.empty(), progress, cancellation);
    }

    @Override
    public ActiveDive dive(DiveOrder order, Progress progress, Cancellation cancellation) {
        var asked = System.nanoTime();
        requireTrust(order.net());
        var id = ids.next();
        var folder = new RunFolder(id, folders.data(id), folders.runtime(id));
        var plan = plan(order, Optional.of(folder), progress, cancellation);
        cancellation.check();
        progress.report("diving");
        try {
            folders.create(id);
            var dive = new WatchedDive(plan, folder, runs, folders, clock.instant(), asked);
            active.add(dive);
            // Not through ended(): who waits for the end may be told before us, and would still find it active.
            dive.onChange(now -> {
                if (now.state() == RunState.ENDED) {
                    active.remove(dive);
                }
            });
            dive.start(deployer(plan.mode()), order.timeout());
            return dive;
        } catch (IOException e) {
            throw new DiverException(
                    new Problem(
                            Problem.Kind.FAILED,
                            "The dive could not begin.",
                            String.valueOf(e.getMessage()),
                            "Free some space there, or set DIVER_HOME to a directory of yours."),
                    e);
        }
    }

    private DivePlan plan(DiveOrder order, Optional<RunFolder> folder, Progress progress, Cancellation cancellation) {
        var net = order.net();
        var mode = order.mode().orElse(net.mode());
        var deployer = deployer(mode);
        var kernel = nets.kernel(net, progress, cancellation);
        requireMode(mode, kernel);
        if (order.stopped()) {
            requireStopped(deployer);
        }
        var options = net.options().containsKey(mode)
                ? net.options().get(mode).deepCopy()
                : com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        ObjectNode settings = SettingParser.parse(order.settings(), deployer.options());
        options.setAll(settings);
        var linux = Optional.of(options.path(LINUX).asText())
                .filter(text -> !text.isEmpty())
                .map(KernelReference::parse);
        var gpos =
                mode == Mode.DEMO ? Optional.<PulledKernel>empty() : nets.gpos(kernel, linux, progress, cancellation);
        // In a machine of its own, a hosted kernel's program runs on the Linux that would be its host: to compare.
        var alone = mode == Mode.VM && gpos.isPresent();
        return deployer.plan(new DiveRequest(
                net,
                alone ? gpos.get() : kernel,
                alone ? Optional.empty() : gpos,
                order.args().orElse(net.args()),
                options,
                order.stopped(),
                folder));
    }

    /** Its options may name the host's disks, network and devices, so a foreign net needs the person's word first. */
    private void requireTrust(Net net) {
        if (!nets.isTrusted(net.directory())) {
            throw new DiverException(
                    Problem.Kind.UNTRUSTED,
                    net.directory() + " came from elsewhere, and nothing of it ran yet.",
                    "Diving runs its program in a machine with the disks, network and devices that its net.toml names.",
                    "Look at its net.toml and at what diver dive --explain prints; then say that you trust it (diver dive --trust).");
        }
    }

    private Deployer deployer(Mode mode) {
        return deployers.stream()
                .filter(one -> one.mode() == mode)
                .findFirst()
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.UNSUPPORTED,
                        "This Diver cannot dive in the mode " + mode + ".",
                        "",
                        "It knows "
                                + words(deployers.stream().map(Deployer::mode).toList()) + "."));
    }

    /** The demo runs no kernel, so it takes any. */
    private static void requireMode(Mode mode, PulledKernel kernel) {
        var known = kernel.manifest().modes();
        if (mode != Mode.DEMO && !known.contains(mode)) {
            throw new DiverException(
                    Problem.Kind.UNSUPPORTED,
                    kernel.manifest().reference() + " cannot dive in the mode " + mode + ".",
                    known.isEmpty() ? "It names no mode." : "It can in " + words(known) + ".",
                    "Choose another mode (--mode) or another kernel (diver search --mode " + mode + ").");
        }
    }

    private static void requireStopped(Deployer deployer) {
        deployer.whyNotStopped().ifPresent(why -> {
            throw new DiverException(
                    Problem.Kind.UNSUPPORTED,
                    "A dive in the mode " + deployer.mode() + " cannot be started stopped.",
                    "",
                    why);
        });
    }

    private static String words(List<Mode> modes) {
        return modes.stream().map(Mode::word).collect(Collectors.joining(", "));
    }

    @Override
    public List<ActiveDive> active() {
        return List.copyOf(active);
    }

    @Override
    public OptionSchema options(Mode mode) {
        return deployer(mode).options();
    }

    @Override
    public List<Deployer> deployers() {
        return deployers;
    }
}
