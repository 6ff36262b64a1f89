package dev.diver.app.screen.syscalls;

import dev.diver.app.screen.common.Words;
import dev.diver.core.syscall.NanoWords;
import dev.diver.core.syscall.SyscallNames;
import dev.diver.core.syscall.SyscallStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The picture of one run's calls, or of several runs' side by side. */
final class CallsPane {
    private final ChoiceBar choices = new ChoiceBar(choice -> refresh());
    private final CallList list = new CallList(number -> showCall());
    private final AdvicePane advice = new AdvicePane(list::choose);
    private final VBox latencies = new VBox(6);
    private final VBox rates = new VBox(6);
    private final Label summary = new Label();
    private final Label trouble = new Label();
    private final BorderPane content = new BorderPane();
    private final List<Plot> latencyPlots = new ArrayList<>();
    private final List<Plot> ratePlots = new ArrayList<>();
    private List<ShownRun> runs = List.of();

    CallsPane() {
        summary.setId("syscalls-summary");
        summary.setWrapText(true);
        summary.setMinHeight(Region.USE_PREF_SIZE);
        trouble.setId("syscalls-trouble");
        trouble.getStyleClass().add("bad");
        trouble.setWrapText(true);
        trouble.setMinHeight(Region.USE_PREF_SIZE);
        trouble.managedProperty().bind(trouble.textProperty().isNotEmpty());
        var top = new VBox(8, summary, trouble, choices.node());
        top.getStyleClass().add("calls-head");
        content.setTop(top);
        var side = new VBox(16, latencies, rates, advice.node());
        side.getStyleClass().add("calls-side");
        side.setMinHeight(Region.USE_PREF_SIZE);
        VBox.setVgrow(latencies, Priority.SOMETIMES);
        VBox.setVgrow(rates, Priority.SOMETIMES);
        var scroll = new ScrollPane(side);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        var split = new SplitPane(list.node(), scroll);
        split.setDividerPositions(0.58);
        content.setCenter(split);
    }

    Region node() {
        return content;
    }

    void focus() {
        if (list.node().getScene() != null) {
            list.node().requestFocus();
            return;
        }
        // A split pane takes its parts into the scene only when it is drawn first.
        list.node().sceneProperty().subscribe((was, is) -> {
            if (was == null && is != null) {
                Platform.runLater(list.node()::requestFocus);
            }
        });
    }

    Choice choice() {
        return choices.choice();
    }

    /** @param shown at least one */
    void show(List<ShownRun> shown) {
        runs = shown;
        refresh();
    }

    private void refresh() {
        if (runs.isEmpty()) {
            return;
        }
        list.show(CallRows.of(runs, choice()), runs.size());
        showCall();
        var traces = runs.stream().map(ShownRun::trace).toList();
        fill(ratePlots, rates, "syscalls-rate-");
        var drawings = RateDrawing.of(traces, choice());
        for (var i = 0; i < drawings.size(); i++) {
            ratePlots.get(i).show(heading("Forwarded calls per second", i), drawings.get(i));
        }
        // Side by side, the first run is the one that something was changed from: advice is for the last.
        advice.show(traces.getLast(), runs.size() == 1 ? "" : ShownRun.letter(runs.size() - 1));
        summary.setText(
                runs.size() == 1
                        ? words(traces.getFirst().statistics())
                        : java.util.stream.IntStream.range(0, runs.size())
                                .mapToObj(i -> ShownRun.letter(i) + "  "
                                        + words(traces.get(i).statistics()))
                                .collect(Collectors.joining("\n")));
        trouble.setText(traces.stream()
                .flatMap(trace -> trace.statistics().crash().stream())
                .map(crash ->
                        "The co-kernel crashed: " + crash.reason() + ", at 0x" + Long.toHexString(crash.rip()) + ".")
                .collect(Collectors.joining("\n")));
    }

    private void showCall() {
        fill(latencyPlots, latencies, "syscalls-latency-");
        if (list.number().isEmpty()) {
            return;
        }
        var number = list.number().getAsInt();
        var drawings = LatencyDrawing.of(
                runs.stream()
                        .map(run -> run.trace().statistics().call(number).flatMap(choice()::shown))
                        .toList(),
                choice());
        for (var i = 0; i < drawings.size(); i++) {
            latencyPlots.get(i).show(heading("Latency of " + SyscallNames.of(number), i), drawings.get(i));
        }
    }

    private String heading(String what, int position) {
        return what + (runs.size() == 1 ? "" : "  " + ShownRun.letter(position));
    }

    private void fill(List<Plot> plots, VBox box, String id) {
        while (plots.size() > runs.size()) {
            box.getChildren().remove(plots.removeLast());
        }
        while (plots.size() < runs.size()) {
            plots.add(new Plot(id + ShownRun.letter(plots.size())));
            VBox.setVgrow(plots.getLast(), Priority.ALWAYS);
            box.getChildren().add(plots.getLast());
        }
    }

    private static String words(SyscallStatistics statistics) {
        var refused = statistics.calls().stream()
                .filter(call -> call.unsupported() > 0)
                .map(call -> call.name() + " " + CallRows.number(call.unsupported()))
                .collect(Collectors.joining(", "));
        return Words.count(statistics.total(), "call") + " in " + NanoWords.of(statistics.totalNanos()) + ":  "
                + CallRows.number(statistics.forwarded()) + " forwarded to Linux ("
                + CallRows.share(statistics.forwarded(), statistics.total()) + ") in "
                + NanoWords.of(statistics.forwardedNanos()) + ",  " + CallRows.number(statistics.local())
                + " served by the kernel" + (refused.isEmpty() ? "" : ",  not supported: " + refused);
    }
}
