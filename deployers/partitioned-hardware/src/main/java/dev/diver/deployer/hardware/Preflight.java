package dev.diver.deployer.hardware;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.ProcessorSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Whether a node is ready for a dive: all that is wrong at once, each with a way out, and the partition that the dive gets
 * where nothing is. Looks at facts only, and changes nothing.
 */
final class Preflight {
    private static final String UNPRIVILEGED =
            "Taking processors and memory from Linux needs root; %s is not, and sudo asks for a password.";

    private final NodeFacts facts;
    private final String user;
    private final Optional<Headers> headers;
    private final List<Check> checks = new ArrayList<>();
    private OptionalInt processor = OptionalInt.empty();
    private List<Placement.Memory> memory = List.of();

    private Preflight(NodeFacts facts, String user, Optional<Headers> headers) {
        this.facts = facts;
        this.user = user;
        this.headers = headers;
    }

    /**
     * What the module would be built with.
     *
     * @param release of Linux that they are for
     * @param linux its package, for sentences
     */
    record Headers(String release, String linux) {}

    /** @param partitions the one to take, then others where that cannot be had; none where a check failed */
    record Result(List<Check> checks, List<Partition> partitions) {}

    /**
     * @param user whom one is there
     * @param headers absent where no Linux is chosen yet
     */
    static Result of(NodeFacts facts, String user, Optional<Headers> headers, Wish wish) {
        var preflight = new Preflight(facts, user, headers);
        preflight.rights();
        preflight.kernel();
        preflight.module();
        preflight.tools();
        switch (wish) {
            case Wish.Anywhere anywhere -> preflight.anywhere(anywhere.memory());
            case Wish.Exactly exactly -> preflight.exactly(exactly);
        }
        preflight.neighbours();
        return new Result(List.copyOf(preflight.checks), preflight.partitions());
    }

    private List<Partition> partitions() {
        return checks.stream().anyMatch(check -> check.verdict() == Check.Verdict.FAILED)
                ? List.of()
                : memory.stream()
                        .map(place -> new Partition(processor.orElseThrow(), place.range(), place.blocks()))
                        .toList();
    }

    private void rights() {
        checks.add(
                facts.isRoot()
                        ? Check.ok("root", "Commands run as root.")
                        : Check.failed(
                                "root",
                                "One is not root there.",
                                UNPRIVILEGED.formatted(user),
                                "Log in as root (user in the node's file), or let " + user
                                        + " use sudo without a password."));
    }

    private void kernel() {
        var machine = facts.value("machine");
        checks.add(
                machine.equals("x86_64")
                        ? Check.ok("architecture", "It is an x86-64 machine.")
                        : Check.failed(
                                "architecture",
                                "It is no x86-64 machine.",
                                "uname -m says " + machine + "; co-kernels are for x86-64.",
                                "Choose another node."));
        var running = facts.value("release");
        checks.add(headers.map(these -> these.release().equals(running)
                        ? Check.ok("headers", "It runs Linux " + running + ", whose headers " + these.linux() + " has.")
                        : otherHeaders(running, these))
                .orElseGet(() -> Check.ok("headers", "It runs Linux " + running + ".")));
    }

    private static Check otherHeaders(String running, Headers these) {
        return Check.failed(
                "headers",
                "No headers of its Linux are at hand.",
                "It runs Linux " + running + ", and " + these.linux() + " is " + these.release()
                        + "; a module fits exactly one.",
                "Choose its Linux of the catalog (--set linux=linux:6.1-generic), pull that again where it is older, or"
                        + " boot the node with " + these.release() + ".");
    }

    private void module() {
        var lockdown = facts.value("lockdown");
        var locked = !lockdown.isEmpty() && !lockdown.equals("none");
        var secure = facts.value("secureboot").equals("1");
        if (locked
                || facts.value("enforced").equals("Y")
                || facts.value("enforced").equals("1")) {
            checks.add(Check.failed(
                    "module",
                    "Its Linux takes signed modules only.",
                    locked
                            ? "It is locked down (" + lockdown + ")"
                                    + (secure ? ", because the machine booted with Secure Boot." : ".")
                            : "It was booted with module.sig_enforce.",
                    secure
                            ? "Switch Secure Boot off in the node's firmware, or sign the module with a key that it"
                                    + " knows (mokutil)."
                            : "Boot it without lockdown= and module.sig_enforce."));
        } else if (facts.value("modules_disabled").equals("1")) {
            checks.add(Check.failed(
                    "module",
                    "Its Linux takes no modules any more.",
                    "kernel.modules_disabled is 1, and stays so until it boots again.",
                    "Boot it without that setting (sysctl)."));
        } else {
            checks.add(Check.ok("module", "Its Linux takes modules that nobody signed."));
        }
    }

    private void tools() {
        checks.add(
                facts.missing().isEmpty()
                        ? Check.ok("tools", "All programs that the guard needs are there.")
                        : Check.failed(
                                "tools",
                                "Programs are missing there: " + String.join(", ", facts.missing()) + ".",
                                "The guard, which gives everything back, runs them.",
                                "Install util-linux, coreutils, tar and kmod there."));
    }

    private void anywhere(MemorySize wanted) {
        var placement = new Placement(facts);
        processor = placement.processor();
        checks.add(
                processor.isPresent()
                        ? Check.ok("processors", "Processor " + processor.getAsInt() + " can go offline.")
                        : Check.failed(
                                "processors",
                                "No processor can be had.",
                                "Online are " + facts.online() + ", and Linux keeps processor 0.",
                                "Wait until another dive has ended, or choose a node with more processors."));
        memory = placement.memory(wanted);
        checks.add(memory.stream()
                .findFirst()
                .map(this::memoryOk)
                .orElseGet(() -> Check.failed(
                        "memory",
                        "No " + wanted + " of memory in one piece can be had below 4 GiB.",
                        memoryThere(),
                        memoryRemedy(wanted.bytes()))));
    }

    private Check memoryOk(Placement.Memory found) {
        return Check.ok(
                "memory",
                found.range() + " can be had"
                        + (found.blocks().isEmpty()
                                ? ": Linux leaves it alone (memmap=)."
                                : " by taking " + found.blocks().size() + " block(s) offline."));
    }

    private String memoryThere() {
        var movable = facts.blocks().stream()
                .filter(block -> block.isOnline() && block.isMovable())
                .count();
        return "Of its " + facts.blocks().size() + " blocks of " + new MemorySize(Math.max(facts.blockSize(), 1))
                + " " + movable + " are movable and online; memmap= reserves "
                + (facts.reserved().isEmpty()
                        ? "nothing"
                        : facts.reserved().stream().map(MemoryRange::toString).collect(Collectors.joining(", ")))
                + (facts.regions().isEmpty() ? "" : ", of which other dives have " + facts.regions()) + ".";
    }

    static String memoryRemedy(long bytes) {
        var mebibytes = Math.max(1, bytes >> 20);
        return "Boot the node with movablecore=" + Math.max(512, 4 * mebibytes)
                + "M, so that memory can be taken while it runs, or with memmap=" + mebibytes
                + "M$0x40000000, so that Linux leaves some alone from the beginning (in grub.cfg: \\$).";
    }

    private void exactly(Wish.Exactly wish) {
        var placement = new Placement(facts);
        var cpu = facts.cpus().get(wish.processor());
        if (cpu == null) {
            checks.add(Check.failed(
                    "processors",
                    "It has no processor " + wish.processor() + ".",
                    "Its processors are " + facts.value("present") + ": the plan is for another machine.",
                    "Draw the plan for this node."));
        } else if (!cpu.hotplug()) {
            checks.add(Check.failed(
                    "processors",
                    "Processor " + wish.processor() + " cannot go offline.",
                    "Linux keeps it, as it does the one that it booted on.",
                    "Choose another one in the plan."));
        } else if (!facts.online().contains(wish.processor())) {
            checks.add(Check.failed(
                    "processors",
                    "Processor " + wish.processor() + " is offline already.",
                    "Another dive or somebody else has it. Dives there: " + facts.dives() + ".",
                    "Wait for its end, choose another processor, or put it online."));
        } else {
            processor = OptionalInt.of(wish.processor());
            checks.add(Check.ok("processors", "Processor " + wish.processor() + " can go offline."));
        }
        memory = placement.memory(wish.region()).stream().toList();
        checks.add(region(wish.region()));
    }

    private Check region(MemoryRange region) {
        if (memory.isEmpty()) {
            return Check.failed(
                    "memory",
                    region + " is no memory that it has.",
                    "It has no blocks there, and memmap= reserves none: the plan is for another machine.",
                    "Draw the plan for this node.");
        }
        if (region.start() >= Placement.LIMIT
                || region.start() % Placement.ALIGN != 0
                || region.size().bytes() % Placement.ALIGN != 0
                || region.size().bytes() < Placement.LEAST) {
            return Check.failed(
                    "memory",
                    region + " cannot be a co-kernel's.",
                    "A region begins below 4 GiB, and has 32 MiB at least, start and size multiples of 2 MiB.",
                    "Correct the plan.");
        }
        if (facts.regions().stream().anyMatch(region::overlaps)) {
            return Check.failed(
                    "memory",
                    region + " is another dive's.",
                    "Dives there: " + facts.dives() + ".",
                    "Wait for its end, or choose other memory in the plan.");
        }
        for (var block : memory.getFirst().blocks()) {
            if (!block.isOnline()) {
                return Check.failed(
                        "memory",
                        "Memory block " + block.number() + " is offline already.",
                        "Another dive or somebody else has it. Dives there: " + facts.dives() + ".",
                        "Wait for its end, choose other memory, or put it online.");
            }
            if (!block.isMovable()) {
                return Check.failed(
                        "memory",
                        "Memory block " + block.number() + " (" + facts.range(block) + ") cannot be emptied.",
                        "It is in the zone " + block.zones()
                                + ", where Linux has memory of its own that does not move.",
                        memoryRemedy(region.size().bytes()));
            }
        }
        return memoryOk(memory.getFirst());
    }

    /** What a dive there does to others, and others to it. */
    private void neighbours() {
        var siblings = processor.isPresent()
                ? new Placement(facts).siblings(processor.getAsInt()).and(facts.online())
                : ProcessorSet.NONE;
        if (!siblings.isEmpty()) {
            checks.add(Check.warning(
                    "siblings",
                    "Processor " + processor.getAsInt() + " shares its core with " + siblings + ", which Linux keeps.",
                    "The two slow each other down.",
                    "Take the whole core in a plan, or boot with nosmt."));
        }
        if (!facts.value("cmdline").contains("no_ipi_broadcast=1")) {
            checks.add(Check.warning(
                    "interrupts",
                    "Linux may disturb the co-kernel.",
                    "Its interrupts to all processors reach those that are offline, too.",
                    "Boot it with no_ipi_broadcast=1."));
        }
        facts.dives().forEach((run, state) -> {
            if (state.startsWith("stuck")) {
                checks.add(Check.warning(
                        "left over",
                        "The dive " + run + " could not give everything back.",
                        state + ".",
                        "Look at /run/diver/" + run + " there; booting the node mends it."));
            }
        });
    }
}
