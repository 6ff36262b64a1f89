package dev.diver.app.screen.fake;

import dev.diver.core.dive.ActiveDive;
import dev.diver.core.dive.Deployer;
import dev.diver.core.dive.DiveEvents;
import dev.diver.core.dive.DiveOrder;
import dev.diver.core.dive.DivePlan;
import dev.diver.core.dive.DiveRequest;
import dev.diver.core.dive.Dives;
import dev.diver.core.dive.RunFolder;
import dev.diver.core.dive.RunningDive;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.Mode;
import dev.diver.core.option.OptionSchema;
import dev.diver.core.option.OptionSchema.Option;
import dev.diver.core.option.OptionSchema.Type;
import dev.diver.core.run.RunState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

final class FakeDives implements Dives {
    private final List<ActiveDive> dives = new CopyOnWriteArrayList<>();
    private final AtomicInteger count = new AtomicInteger();
    private final FakeRuns runs;
    private final FakeNets nets;
    private final Path folder;

    FakeDives(FakeRuns runs, FakeNets nets, Path folder) {
        this.runs = runs;
        this.nets = nets;
        this.folder = folder;
    }

    @Override
    public DivePlan explain(DiveOrder order, Progress progress, Cancellation cancellation) {
        var options = order.net().options().get(Mode.VM).deepCopy();
        order.settings().forEach(options::put);
        return new Plan(new DiveRequest(
                order.net(),
                nets.kernel(order.net(), progress, cancellation),
                java.util.Optional.empty(),
                order.args().orElse(order.net().args()),
                options,
                java.util.Optional.empty()));
    }

    @Override
    public ActiveDive dive(DiveOrder order, Progress progress, Cancellation cancellation) {
        var plan = explain(order, progress, cancellation);
        var record = FakeRuns.blank(
                String.format("01K%023d", count.incrementAndGet()),
                order.net().name(),
                order.net().kernel().toString(),
                order.net().directory(),
                folder,
                Instant.now());
        var dive = new FakeDive(plan, record, runs);
        dives.add(dive);
        dive.begin(order.net().name().startsWith("forever"));
        return dive;
    }

    @Override
    public List<ActiveDive> active() {
        return dives.stream().filter(dive -> dive.state() != RunState.ENDED).toList();
    }

    @Override
    public OptionSchema options(Mode mode) {
        return new Vm().options();
    }

    @Override
    public List<Deployer> deployers() {
        return List.of(new Vm());
    }

    private static final class Vm implements Deployer {
        @Override
        public Mode mode() {
            return Mode.VM;
        }

        @Override
        public OptionSchema options() {
            return new OptionSchema(List.of(
                    new Option("cpus", "Processor", new Type.Whole(1, 64), "1", "How many virtual processors."),
                    new Option("cpu", "Processor", new Type.Text(), "the kernel's", "QEMU's processor model."),
                    new Option(
                            "accelerator",
                            "Processor",
                            new Type.Choice(List.of("auto", "kvm", "tcg")),
                            "auto",
                            "What runs the guest's instructions; auto is measured once per host."),
                    new Option("memory", "Memory", new Type.Size(), "128MiB", "The machine's memory."),
                    new Option(
                            "machine",
                            "Machine",
                            new Type.Choice(List.of("pc", "q35", "microvm")),
                            "the kernel's",
                            "QEMU's machine type."),
                    new Option(
                            "snapshot",
                            "Storage",
                            new Type.Flag(),
                            "false",
                            "Throw away what the guest writes to its disks."),
                    new Option(
                            "disks", "Storage", new Type.Many(new Type.File()), "none", "Disk images, raw or qcow2."),
                    new Option("firmware", "Machine", new Type.File(), "SeaBIOS", "A firmware image.")));
        }

        @Override
        public DivePlan plan(DiveRequest request) {
            return new Plan(request);
        }

        @Override
        public RunningDive start(DivePlan plan, RunFolder run, DiveEvents events) {
            throw new UnsupportedOperationException("the fake dives by itself");
        }
    }

    private record Plan(DiveRequest request) implements DivePlan {
        @Override
        public Mode mode() {
            return Mode.VM;
        }

        @Override
        public List<List<String>> commands() {
            return List.of(List.of(
                    "qemu-system-x86_64",
                    "-M",
                    "pc",
                    "-cpu",
                    "max",
                    "-m",
                    "128M",
                    "-smp",
                    "1",
                    "-kernel",
                    "build/" + request.net().name(),
                    "-display",
                    "none",
                    "-append",
                    "-- world"));
        }

        @Override
        public List<String> kernelCommandLines() {
            return List.of("-- world");
        }

        @Override
        public List<PlannedFile> files() {
            return List.of(new PlannedFile("run/qmp.sock", "QEMU's control socket"));
        }

        @Override
        public List<String> notes() {
            return List.of("tcg was chosen: /dev/kvm opens, but its probe guest did not answer within 2 s.");
        }

        @Override
        public String accelerator() {
            return "tcg";
        }

        @Override
        public List<String> headline() {
            return List.of("1 cpu", "128MiB");
        }
    }
}
