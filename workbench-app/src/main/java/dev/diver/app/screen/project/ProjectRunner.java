package dev.diver.app.screen.project;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Failure;
import dev.diver.app.screen.common.Notices.Remedy;
import dev.diver.app.screen.common.Words;
import dev.diver.app.screen.debug.DebugDesk;
import dev.diver.app.screen.dive.DiveDesk;
import dev.diver.app.screen.dive.PlanDialog;
import dev.diver.app.screen.project.Project.Activity;
import dev.diver.core.build.BuildResult;
import dev.diver.core.dive.ActiveDive;
import dev.diver.core.dive.Deployer;
import dev.diver.core.dive.DiveOrder;
import dev.diver.core.net.Net;
import dev.diver.core.problem.Problem;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Builds a net, explains its dive, dives: saving first, asking for trust where that is needed. */
final class ProjectRunner {
    private final Bench bench;
    private final Editors editors;
    private final DiveDesk dives;
    private final DebugDesk debug;
    private final BuildOutput output;
    private final Problems problems;

    ProjectRunner(
            Bench bench, Editors editors, DiveDesk dives, DebugDesk debug, BuildOutput output, Problems problems) {
        this.bench = bench;
        this.debug = debug;
        this.editors = editors;
        this.dives = dives;
        this.output = output;
        this.problems = problems;
    }

    void build(Project project) {
        build(project, true, net -> {});
    }

    /** @param settings options for this dive alone, as text */
    void dive(Project project, Map<String, String> settings) {
        build(project, false, net -> start(project, order(net, settings), dive -> {}, () -> dive(project, settings)));
    }

    /** Dives, stopped before the first instruction, with a debugger. */
    void debug(Project project, Map<String, String> settings) {
        build(
                project,
                false,
                net -> start(
                        project,
                        order(net, settings).stoppedAtStart(),
                        dive -> debug.attach(dive, true),
                        () -> debug(project, settings)));
    }

    /** Empty where the net can be debugged. @param project null where none is open */
    String whyNoDebug(Project project) {
        if (project == null) {
            return "Open a net first.";
        }
        var whyNot = debug.whyNot(project.directory());
        if (!whyNot.isEmpty() || project.net().get() == null) {
            return whyNot;
        }
        var mode = project.net().get().mode();
        return bench.engine().dives().deployers().stream()
                .filter(deployer -> deployer.mode() == mode)
                .findFirst()
                .flatMap(Deployer::whyNotStopped)
                .orElse("");
    }

    void explain(Project project, Map<String, String> settings) {
        editors.saveAll(
                project,
                () -> bench.tasks()
                        .start(
                                "Planning a dive of " + project.name(),
                                (progress, cancellation) -> {
                                    var net = bench.engine().nets().open(project.directory());
                                    return bench.engine().dives().explain(order(net, settings), progress, cancellation);
                                },
                                plan -> PlanDialog.show(bench, plan),
                                failure -> failed(project, failure, () -> explain(project, settings))));
    }

    private static DiveOrder order(Net net, Map<String, String> settings) {
        return new DiveOrder(net, Optional.empty(), settings, Optional.empty(), Optional.empty());
    }

    private record Built(Net net, Optional<BuildResult> result) {}

    private void build(Project project, boolean show, Consumer<Net> next) {
        if (project.activity().get() != Activity.IDLE) {
            bench.notices().tell(project.name() + " is being built or started already.");
            return;
        }
        editors.saveAll(project, () -> {
            project.activity().set(Activity.BUILDING);
            output.clear();
            if (show) {
                bench.documents().open(problems);
                bench.documents().open(output);
            }
            bench.tasks()
                    .start(
                            "Building " + project.name(),
                            (progress, cancellation) -> {
                                var net = bench.engine().nets().open(project.directory());
                                // A net without a Makefile runs a program that is there already.
                                var result = Files.exists(project.directory().resolve("Makefile"))
                                        ? Optional.of(bench.engine().builds().build(net, output::line, cancellation))
                                        : Optional.<BuildResult>empty();
                                return new Built(net, result);
                            },
                            built -> {
                                project.activity().set(Activity.IDLE);
                                built(project, built, show, next);
                            },
                            failure -> {
                                project.activity().set(Activity.IDLE);
                                failed(project, failure, () -> build(project, show, next));
                            });
        });
    }

    private void built(Project project, Built built, boolean show, Consumer<Net> next) {
        project.net().set(built.net());
        project.changed().clear();
        project.diagnostics()
                .setAll(built.result().map(BuildResult::diagnostics).orElse(List.of()));
        if (built.result().map(BuildResult::ok).orElse(true)) {
            built.result()
                    .ifPresent(result -> output.line(
                            result.upToDate()
                                    ? "Nothing has changed since the last build."
                                    : "Built in " + Words.millis(result.durationMs()) + "."));
            if (show) {
                bench.notices()
                        .tell(
                                built.result().isEmpty()
                                        ? "There is no Makefile: nothing to build."
                                        : project.name() + " is built.");
            }
            next.accept(built.net());
            return;
        }
        output.line("The build failed.");
        bench.documents().open(output);
        if (!project.diagnostics().isEmpty()) {
            bench.documents().open(problems);
        }
        if (!show) {
            bench.notices()
                    .tell(
                            project.name() + " could not be built, so there is no dive.",
                            new Remedy("Show problems", () -> bench.documents().open(problems)));
        }
    }

    private void start(Project project, DiveOrder order, Consumer<ActiveDive> started, Runnable again) {
        project.activity().set(Activity.STARTING);
        dives.dive(
                order,
                dive -> {
                    project.activity().set(Activity.IDLE);
                    started.accept(dive);
                },
                failure -> {
                    project.activity().set(Activity.IDLE);
                    failed(project, failure, again);
                });
    }

    private void failed(Project project, Failure failure, Runnable again) {
        if (failure.problem().kind() == Problem.Kind.UNTRUSTED) {
            TrustDialog.ask(bench, editors, project, failure.problem(), again);
            return;
        }
        var remedies = switch (failure.problem().kind()) {
            case INVALID ->
                List.of(new Remedy("Open net.toml", () -> editors.open(project, project.netFile(), Spot.NONE)));
            case BUILD_FAILED ->
                List.of(new Remedy("Show problems", () -> bench.documents().open(problems)));
            case NO_SPACE, IN_USE, DAMAGED, OFFLINE, RATE_LIMITED, FAILED -> List.of(new Remedy("Try again", again));
            case NOT_FOUND, MISSING_TOOL, UNSUPPORTED, UNTRUSTED, NOT_ALLOWED, CANCELLED -> List.<Remedy>of();
        };
        bench.notices().problem(failure, remedies);
    }
}
