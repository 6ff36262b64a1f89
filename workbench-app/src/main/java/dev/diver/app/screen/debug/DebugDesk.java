package dev.diver.app.screen.debug;

import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Document;
import dev.diver.app.screen.common.Failure;
import dev.diver.app.screen.common.Notices.Remedy;
import dev.diver.app.screen.common.Tasks;
import dev.diver.app.screen.console.ConsoleFrame;
import dev.diver.console.debug.BreakpointRequest;
import dev.diver.console.debug.CodePlace;
import dev.diver.console.debug.DebugSession;
import dev.diver.console.debug.Frame;
import dev.diver.console.debug.Variable;
import dev.diver.core.debug.DebugAccess;
import dev.diver.core.debug.DebugTarget;
import dev.diver.core.dive.ActiveDive;
import dev.diver.core.dive.Console;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.run.Outcome;
import dev.diver.core.run.RunRecord;
import dev.diver.core.run.RunState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.Node;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

/** All of the screen that is about debugging, put together. On the screen's thread. */
public final class DebugDesk {
    /** A machine opens its stub at once; this is for one that has hung. */
    private static final int ACCESS_SECONDS = 15;

    private final Bench bench;
    private final Function<Console, ConsoleFrame> consoleViews;
    private final Debugger debugger;
    private final Breakpoints breakpoints;
    private final DebugModel model;
    private final BreakpointDialogs dialogs;
    private final DebugBar bar;
    private final List<Action> inSession;
    private final List<Action> actions;
    private final List<Document> panels;
    private final Map<Ongoing, TerminalPanel> terminals = new HashMap<>();
    private Consumer<CodePlace.Line> source = line -> {};
    private Supplier<Optional<Path>> currentNet = Optional::empty;
    private boolean starting;

    /** @param consoleViews makes the view of the debugger's own terminal */
    public DebugDesk(Bench bench, Function<Console, ConsoleFrame> consoleViews, Debugger debugger) {
        this.bench = bench;
        this.consoleViews = consoleViews;
        this.debugger = debugger;
        breakpoints = new Breakpoints(bench);
        model = new DebugModel(bench, breakpoints, new Behind());
        dialogs = new BreakpointDialogs(bench, breakpoints);
        var all = new DebugActions(model, this::stop, this::detach);
        var makers = makers(all);
        bar = new DebugBar(model, this::show, all.ofTheBar(), bench.notices());
        panels = List.of(
                new RegistersPanel(bench, model),
                new WatchesPanel(bench, model, breakpoints),
                new LocalsPanel(bench, model),
                new BreakpointsPanel(bench, model, breakpoints, dialogs, line -> source.accept(line), makers),
                new StackPanel(bench, model),
                new PageTablesPanel(bench, model),
                new MemoryPanel(bench, model),
                new DisassemblyPanel(bench, model, all.ofInstructions()));
        model.place().subscribe(frame -> withoutSource(frame, panels.getLast()));
        inSession = new ArrayList<>(all.ofTheBar());
        inSession.addAll(all.ofInstructions());
        actions = new ArrayList<>(inSession);
        panels.forEach(panel -> actions.add(DebugActions.panel(panel, this::open)));
        actions.addAll(makers);
    }

    /** Where no source is known, the instructions are what there is to see. */
    private void withoutSource(Frame frame, Document disassembly) {
        if (frame != null
                && frame.file().isEmpty()
                && bench.documents().find(disassembly.id()).isPresent()) {
            bench.documents().show(disassembly);
        }
    }

    private List<Action> makers(DebugActions all) {
        return List.of(
                Action.of(
                                "debug-break-function",
                                "Debug",
                                "At a function\u2026",
                                MaterialDesignF.FUNCTION_VARIANT,
                                () -> net().ifPresent(dialogs::function))
                        .unless(() -> net().isEmpty() ? "Open a net first." : ""),
                all.stopped(
                        "debug-watch",
                        "Watch memory\u2026",
                        DebugActions.watchIcon(),
                        () -> dialogs.watch(this::watch)));
    }

    /** The net that is debugged, or else the one that is worked on. */
    public Optional<Path> net() {
        return Optional.ofNullable(model.subject()).map(Subject::net).or(currentNet);
    }

    private void watch(BreakpointRequest.Watch wanted) {
        model.ask(model.session().add(wanted));
    }

    /** The line below the top of the window. */
    public Node bar() {
        return bar.node();
    }

    /** Those that go before all others while something is debugged: F5 goes on then, and starts no dive. */
    public List<Action> inSession() {
        return model.isLive() ? inSession : List.of();
    }

    /** For the palette and the menu. */
    public List<Action> allActions() {
        return actions;
    }

    public Breakpoints breakpoints() {
        return breakpoints;
    }

    public BreakpointDialogs dialogs() {
        return dialogs;
    }

    /** Where the guest stands that is looked at; null while none stands still. */
    public ReadOnlyObjectProperty<Frame> place() {
        return model.place();
    }

    /** Changes when a session begins or ends. */
    public Observable sessions() {
        return model.state();
    }

    /**
     * @param shows opens a line in the editor
     * @param current the net that new breakpoints belong to
     */
    public void editors(Consumer<CodePlace.Line> shows, Supplier<Optional<Path>> current) {
        source = shows;
        currentNet = current;
    }

    /** Why no session can begin at a net's guests; empty where one can: each net has one, as its breakpoints are of that. */
    public String whyNot(Path net) {
        return starting
                ? "A debugger is being started."
                : model.all().stream()
                        .map(Ongoing::subject)
                        .filter(subject -> subject.net().equals(net))
                        .findFirst()
                        .map(subject -> subject.name() + " is debugged: stop that first.")
                        .orElse("");
    }

    /** Why there is nowhere to run to; empty where a guest stands still. */
    public String whyNoRunTo() {
        return model.isStopped() ? "" : "This needs a guest that stands still.";
    }

    public void runTo(CodePlace goal) {
        model.runTo(goal);
    }

    /** A value, for the pointer that rests on its name; empty where there is none or it takes too long. */
    public CompletableFuture<Optional<Variable>> value(String expression) {
        var sight = model.sight().get();
        if (!model.isStopped() || sight == null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return model.session()
                .evaluate(expression, sight.focus().thread(), sight.focus().frame())
                .copy()
                .orTimeout(2, TimeUnit.SECONDS)
                .handle((value, thrown) -> Optional.ofNullable(value));
    }

    /**
     * Attaches a debugger to a dive.
     *
     * @param ours whether the dive was started for this and stands before its first instruction: it ends with the session
     */
    public void attach(ActiveDive dive, boolean ours) {
        var subject = new Subject(dive.record().net(), dive.record().directory(), Optional.of(dive), ours, false);
        begin(
                subject,
                (progress, cancellation) -> open(dive.debug().get(ACCESS_SECONDS, TimeUnit.SECONDS), dive.record()));
        dive.ended().thenAccept(end -> bench.tasks().onScreen(() -> endAt(subject)));
    }

    /** A session may have ended of itself before, and is shown still. */
    private void endAt(Subject subject) {
        Stream.concat(model.all().stream(), Stream.ofNullable(model.front()))
                .filter(session -> session.subject() == subject)
                .distinct()
                .toList()
                .forEach(this::end);
    }

    /** Attaches a debugger to a dive of any process, or opens what one that crashed has left. */
    public void open(RunRecord run) {
        var ours = bench.engine().dives().active().stream()
                .filter(dive -> dive.runId().equals(run.run()))
                .findFirst();
        if (ours.isPresent()) {
            attach(ours.get(), false);
            return;
        }
        var past = run.state() == RunState.ENDED;
        begin(
                new Subject(run.net(), run.directory(), Optional.empty(), false, past),
                (progress, cancellation) -> open(bench.engine().runs().debug(run), run));
    }

    /** Why a run cannot be looked into; empty where that can be tried. */
    public String whyNot(RunRecord run) {
        return run.state() == RunState.ENDED
                        && run.outcome().filter(Outcome.CRASHED::equals).isEmpty()
                ? "It has ended: only a guest that crashed leaves its memory behind."
                : whyNot(run.directory());
    }

    private DebugSession open(DebugAccess access, RunRecord run) {
        return switch (access) {
            case DebugAccess.Available(DebugTarget target) ->
                debugger.open(target, run.console().resolveSibling("gdb.log"));
            case DebugAccess.Unavailable(var why) ->
                throw new DiverException(
                        Problem.Kind.UNSUPPORTED, "There is nothing for a debugger to look into.", why, "");
        };
    }

    private void begin(Subject subject, Tasks.Work<DebugSession> work) {
        var whyNot = whyNot(subject.net());
        if (!whyNot.isEmpty()) {
            bench.notices().tell(whyNot);
            return;
        }
        starting = true;
        if (model.front() != null && model.front().isOver()) {
            end(model.front());
        }
        breakpoints.open(
                subject.net(),
                () -> bench.tasks()
                        .start(
                                "Starting a debugger at " + subject.name(),
                                work,
                                session -> {
                                    starting = false;
                                    begun(subject, session);
                                },
                                failure -> {
                                    starting = false;
                                    failed(subject, failure);
                                }));
    }

    private void begun(Subject subject, DebugSession session) {
        model.begin(subject, session);
        if (!model.isLive()) {
            return;
        }
        panels.forEach(bench.documents()::show);
        var begun = model.front();
        var terminal = new TerminalPanel(begun, model.all().size() == 1, consoleViews);
        terminals.put(begun, terminal);
        bench.documents().show(terminal);
        showConsole(begun);
    }

    private void showConsole(Ongoing session) {
        session.subject()
                .dive()
                .flatMap(dive -> bench.documents().find("dive:" + dive.runId()))
                .ifPresent(bench.documents()::show);
    }

    /** The panels, gdb's terminal and the guest's console are those of this session from now on. */
    private void show(Ongoing session) {
        model.show(session);
        Optional.ofNullable(terminals.get(session)).ifPresent(bench.documents()::show);
        showConsole(session);
    }

    private final class Behind implements DebugModel.Behind {
        @Override
        public void neverBegan(Ongoing session, String why) {
            end(session);
            failed(
                    session.subject(),
                    new Failure(
                            new Problem(
                                    Problem.Kind.FAILED, session.subject().name() + " cannot be debugged.", why, ""),
                            ""));
        }

        @Override
        public void stopped(Ongoing session) {
            bench.notices()
                    .tell(
                            StopWords.of(session.subject().name(), session.state(), null, session.isAtStart()) + ".",
                            new Remedy("Show", () -> {
                                if (!session.isOver()) {
                                    show(session);
                                }
                            }));
        }

        @Override
        public void ended(Ongoing session) {
            // The last one stays to be looked at, faded.
            if (session != model.front() || !model.all().isEmpty()) {
                end(session);
            }
        }
    }

    /** One that stands before its first instruction would stand there for ever. */
    private void failed(Subject subject, Failure failure) {
        bench.notices().problem(failure);
        if (subject.ours()) {
            kill(subject);
        }
    }

    private void kill(Subject subject) {
        subject.dive()
                .ifPresent(dive -> bench.tasks()
                        .quietly(
                                () -> {
                                    dive.kill();
                                    return dive;
                                },
                                killed -> {},
                                bench.notices()::problem));
    }

    private void stop() {
        var stopped = model.front();
        var live = model.isLive();
        end(stopped);
        if (live && stopped.subject().ours()) {
            kill(stopped.subject());
        }
    }

    /** A guest that has not begun would be left standing. */
    private void detach() {
        var left = model.front();
        if (model.isStopped() && left.subject().ours()) {
            left.session().resume().whenComplete((done, thrown) -> bench.tasks().onScreen(() -> end(left)));
        } else {
            end(left);
        }
    }

    /** The session is over; with the last one the panels go. */
    private void end(Ongoing session) {
        model.end(session, () -> {});
        Optional.ofNullable(terminals.remove(session))
                .ifPresent(terminal -> bench.documents().close(terminal.id()));
        if (model.front() == null) {
            panels.forEach(panel -> bench.documents().close(panel.id()));
        } else {
            show(model.front());
        }
    }

    private void open(Document panel) {
        bench.documents().open(panel);
        model.look();
    }

    /** Ends the session and keeps what has changed, then goes on; for the time when the window closes. */
    public void close(Runnable next) {
        breakpoints.keep(() -> model.endAll(next));
    }

    /** The window is gone: nothing is written any more. */
    public void gone() {
        breakpoints.gone();
        model.endAll(() -> {});
    }
}
