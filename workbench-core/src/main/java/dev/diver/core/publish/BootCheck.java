package dev.diver.core.publish;

import dev.diver.core.build.Builds;
import dev.diver.core.dive.ActiveDive;
import dev.diver.core.dive.Console;
import dev.diver.core.dive.DiveOrder;
import dev.diver.core.dive.Dives;
import dev.diver.core.home.DiverHome;
import dev.diver.core.home.Folders;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.ExitMode;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.Mode;
import dev.diver.core.net.Net;
import dev.diver.core.net.Nets;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.run.Outcome;
import dev.diver.core.run.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Whether a package does what it is for: a net of its own template is made, built and dived, until the kernel says that it is
 * ready or ends well.
 */
final class BootCheck {
    /** Of the dive; under emulation a Linux takes a minute. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** After it was ready: it may still end by itself, well or not. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(10);

    private static final Duration STOPPING = Duration.ofSeconds(60);

    private final DiverHome home;
    private final Nets nets;
    private final Builds builds;
    private final Dives dives;

    BootCheck(DiverHome home, Nets nets, Builds builds, Dives dives) {
        this.home = home;
        this.nets = nets;
        this.builds = builds;
        this.dives = dives;
    }

    /**
     * @return such as {@code boots and exits 0 in the mode vm under tcg}
     * @throws DiverException FAILED where it does not boot, BUILD_FAILED where its template does not build
     */
    String check(Drafts.Draft draft, Consumer<String> output, Progress progress, Cancellation cancellation) {
        var mode = mode(draft.manifest());
        Path scratch = null;
        try {
            var parent = Files.createDirectories(home.cache().resolve("publish"));
            scratch = Files.createTempDirectory(parent, "boot");
            var directory = scratch.resolve("bootcheck");
            try {
                var net = net(directory, draft, progress, cancellation);
                progress.report("building the boot check's net");
                var built = builds.build(net, output, cancellation);
                if (!built.ok()) {
                    throw new DiverException(
                            Problem.Kind.BUILD_FAILED,
                            "A net of the kernel's own template does not build: make ended with status "
                                    + built.exitCode() + ".",
                            "So nobody could use it.",
                            "Mend its template or its SDK; nothing was published.");
                }
                return dive(net, mode, draft.manifest(), output, progress, cancellation);
            } finally {
                nets.forget(directory);
            }
        } catch (IOException e) {
            throw new DiverException(
                    new Problem(
                            Problem.Kind.FAILED,
                            "The boot check could not be made.",
                            String.valueOf(e.getMessage()),
                            "Free some space, then do it again."),
                    e);
        } finally {
            if (scratch != null) {
                Folders.delete(scratch);
            }
        }
    }

    private static Mode mode(KernelManifest manifest) {
        return manifest.modes().stream()
                .filter(mode -> mode == Mode.VM || mode == Mode.PARTITIONED_VM)
                .findFirst()
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.UNSUPPORTED,
                        manifest.reference() + " cannot be booted on this machine.",
                        "It names no mode that has a virtual machine.",
                        "Add vm or partitioned-vm to its modes, where it can."));
    }

    private Net net(Path directory, Drafts.Draft draft, Progress progress, Cancellation cancellation)
            throws IOException {
        try {
            return nets.create(directory, draft.reference(), Optional.empty(), progress, cancellation);
        } catch (DiverException e) {
            if (e.problem().kind() != Problem.Kind.UNSUPPORTED) {
                throw e;
            }
        }
        // It has no template: what it boots by itself is dived.
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("net.toml"), """
                [net]
                name = "bootcheck"
                version = "0.1.0"

                [kernel]
                ref = "%s"

                [dive]
                mode = "%s"
                """.formatted(
                        draft.reference(), mode(draft.manifest()).word()));
        nets.trust(directory);
        return nets.open(directory);
    }

    private String dive(
            Net net,
            Mode mode,
            KernelManifest manifest,
            Consumer<String> output,
            Progress progress,
            Cancellation cancellation)
            throws IOException {
        progress.report("booting " + manifest.reference());
        var order = new DiveOrder(net, Optional.of(mode), Map.of(), Optional.empty(), Optional.of(LIMIT));
        var dive = dives.dive(order, progress, cancellation);
        var ready = new ReadyWatch(manifest, output);
        // Beyond the dive's own: Linux beside a co-kernel boots before it counts.
        try (var cancelled = cancellation.onCancel(dive::kill);
                var console = attach(dive, ready)) {
            var end = end(dive, ready, manifest);
            cancellation.check();
            return words(end, ready.isReady(), mode, manifest, ready.said());
        } finally {
            dive.kill();
        }
    }

    private static Console.Subscription attach(ActiveDive dive, ReadyWatch ready) {
        var all = dive.consoles().stream()
                .map(console -> console.attach(ready.of(console)))
                .toList();
        return () -> all.forEach(Console.Subscription::close);
    }

    private static RunRecord end(ActiveDive dive, ReadyWatch ready, KernelManifest manifest) throws IOException {
        try {
            ready.orEnd(dive.ended()).get();
            if (!dive.ended().isDone() && manifest.exit().mode() != ExitMode.NEVER) {
                try {
                    return dive.ended().get(AFTERWARDS.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException runsOn) {
                    // Which is well, too.
                }
            }
            dive.stop();
            return dive.ended().get(STOPPING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the guest does not end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String words(RunRecord end, boolean isReady, Mode mode, KernelManifest manifest, String said) {
        var where = " in the mode " + mode.word() + (end.accelerator().isEmpty() ? "" : " under " + end.accelerator());
        var outcome = end.outcome().orElse(Outcome.FAILED);
        var status = end.exitCode().orElse(0);
        if (outcome == Outcome.EXITED && status == 0) {
            return "boots and exits 0" + where;
        }
        if (outcome == Outcome.STOPPED && isReady) {
            return "boots" + where;
        }
        throw new DiverException(
                Problem.Kind.FAILED,
                "The boot check failed: " + manifest.reference()
                        + (outcome == Outcome.EXITED ? " ended with status " + status : " " + told(outcome)) + where
                        + ".",
                (end.reason().isEmpty() ? "" : end.reason() + "\n") + said,
                "Nothing was published. diver run show " + end.run()
                        + " tells more; \"ready\" in kernel.json tells what a"
                        + " kernel that does not end says when it has booted.");
    }

    private static String told(Outcome outcome) {
        return switch (outcome) {
            case CRASHED -> "crashed";
            case TIMED_OUT -> "was neither ready nor ended in " + LIMIT.toMinutes() + " minutes";
            case STOPPED, EXITED, FAILED -> "could not run";
        };
    }
}
