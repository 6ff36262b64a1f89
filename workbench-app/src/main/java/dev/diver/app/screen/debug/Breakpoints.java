package dev.diver.app.screen.debug;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Delay;
import dev.diver.console.debug.Breakpoint;
import dev.diver.console.debug.BreakpointRequest;
import dev.diver.console.debug.CodePlace;
import dev.diver.console.debug.DebugSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * The breakpoints that a person wants, by net: kept between sessions, and brought to the debugger when there is one. On the
 * screen's thread.
 */
public final class Breakpoints {
    private static final int KEEPING_PAUSE_MS = 300;

    private final Bench bench;
    private final KeptFile file;
    private final Map<Path, Kept> kept = new LinkedHashMap<>();
    private final Set<Path> unsaved = new HashSet<>();
    private final Delay keeping = new Delay(KEEPING_PAUSE_MS, this::keep);
    private final ReadOnlyObjectWrapper<List<BreakpointEntry>> entries = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<Breakpoint>> others = new ReadOnlyObjectWrapper<>(List.of());
    private final Map<Path, DebugSession> sessions = new HashMap<>();
    private final Map<Path, List<Breakpoint>> othersOf = new HashMap<>();
    private Optional<Path> front = Optional.empty();

    Breakpoints(Bench bench) {
        this.bench = bench;
        file = new KeptFile(bench.engine().home().data());
    }

    /** Of all nets that are open. */
    public ReadOnlyObjectProperty<List<BreakpointEntry>> entries() {
        return entries.getReadOnlyProperty();
    }

    /** Those of the session in front that nobody wants to keep: watchpoints, and what was typed in the debugger's own terminal. */
    ReadOnlyObjectProperty<List<Breakpoint>> others() {
        return others.getReadOnlyProperty();
    }

    /** Those in a file, for its gutter. */
    public List<BreakpointEntry> in(Path source) {
        return entries.get().stream().filter(entry -> entry.isIn(source)).toList();
    }

    /** Reads what is kept of a net, and then goes on. */
    public void open(Path net, Runnable next) {
        if (kept.containsKey(net)) {
            next.run();
            return;
        }
        bench.tasks()
                .quietly(
                        () -> file.load(net),
                        loaded -> {
                            if (kept.putIfAbsent(net, loaded) == null) {
                                var all = new ArrayList<>(entries.get());
                                loaded.breakpoints().forEach(wanted -> all.add(BreakpointEntry.of(net, wanted)));
                                entries.set(List.copyOf(all));
                            }
                            next.run();
                        },
                        bench.notices()::problem);
    }

    List<String> expressions(Path net) {
        return kept.getOrDefault(net, Kept.NOTHING).expressions();
    }

    void expressions(Path net, List<String> changed) {
        kept.put(net, kept.getOrDefault(net, Kept.NOTHING).withExpressions(changed));
        keepSoon(net);
    }

    /** Sets one there, or takes away the one that is there. */
    public void toggle(Path net, CodePlace place) {
        var there = entries.get().stream().filter(entry -> stands(entry, place)).findFirst();
        if (there.isPresent()) {
            remove(there.get());
        } else {
            add(BreakpointEntry.of(net, Wanted.at(place)));
        }
    }

    private static boolean stands(BreakpointEntry entry, CodePlace place) {
        return entry.wanted().place().equals(place)
                || place instanceof CodePlace.Line(var path, var line) && entry.isIn(path) && entry.line() == line;
    }

    private void add(BreakpointEntry entry) {
        var all = new ArrayList<>(entries.get());
        all.add(entry);
        show(all, entry.net());
        set(entry);
    }

    public void remove(BreakpointEntry entry) {
        show(entries.get().stream().filter(other -> !same(other, entry)).toList(), entry.net());
        entry.set().ifPresent(breakpoint -> told(sessions.get(entry.net()).remove(breakpoint.number())));
    }

    public void enable(BreakpointEntry entry, boolean enabled) {
        replace(entry, was -> was.with(was.wanted().withEnabled(enabled)));
        if (entry.set().isPresent()) {
            told(sessions.get(entry.net()).enable(entry.set().get().number(), enabled));
        } else if (enabled) {
            find(entry).ifPresent(this::set);
        }
    }

    /** Another condition or kind, at the same place. */
    void change(BreakpointEntry entry, Wanted wanted) {
        entry.set().ifPresent(breakpoint -> told(sessions.get(entry.net()).remove(breakpoint.number())));
        replace(entry, was -> was.with(wanted).unset(""));
        find(entry).ifPresent(this::set);
    }

    /** Text was changed: those below it move. @param lines gives the new line for an old one */
    public void moved(Path source, IntUnaryOperator lines) {
        var changed = new HashSet<Path>();
        var all = entries.get().stream()
                .map(entry -> {
                    if (!(entry.wanted().place() instanceof CodePlace.Line(var path, var line))
                            || !path.equals(source)
                            || lines.applyAsInt(line) == line) {
                        return entry;
                    }
                    changed.add(entry.net());
                    return entry.with(entry.wanted().withPlace(new CodePlace.Line(path, lines.applyAsInt(line))));
                })
                .toList();
        changed.forEach(net -> show(all, net));
    }

    /** From now on these of that net are this session's. */
    void bind(DebugSession opened, Path net) {
        sessions.put(net, opened);
    }

    /** The session of that net is the one that is shown. */
    void front(Path net) {
        front = Optional.of(net);
        showOthers();
    }

    private void showOthers() {
        others.set(front.map(othersOf::get).orElse(List.of()));
    }

    /** Sets those of a net that are not set yet; completes with how many are set then, on the screen's thread. */
    CompletableFuture<Integer> setAll(Path net) {
        var asked = of(net).map(this::set).toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(asked).thenApply(all ->
                (int) of(net).filter(BreakpointEntry::verified).count());
    }

    private Stream<BreakpointEntry> of(Path net) {
        return entries.get().stream().filter(entry -> entry.net().equals(net));
    }

    private CompletableFuture<Void> set(BreakpointEntry entry) {
        var asked = sessions.get(entry.net());
        if (asked == null || !entry.wanted().enabled() || entry.verified()) {
            return CompletableFuture.completedFuture(null);
        }
        var wanted = entry.wanted();
        var done = new CompletableFuture<Void>();
        Answer.to(asked.add(new BreakpointRequest.Code(
                        wanted.place(), wanted.hardware(), wanted.condition(), OptionalInt.empty())))
                .thenAccept(answer -> bench.tasks().onScreen(() -> {
                    if (asked == sessions.get(entry.net())) {
                        answered(asked, entry, answer);
                    }
                    done.complete(null);
                }));
        return done;
    }

    private void answered(DebugSession session, BreakpointEntry entry, Answer<Breakpoint> answer) {
        switch (answer) {
            case Answer.Known<Breakpoint>(var breakpoint) -> {
                if (find(entry).isEmpty()) {
                    // Taken away while the debugger was being asked.
                    told(session.remove(breakpoint.number()));
                }
                replace(entry, was -> was.setAs(breakpoint));
                othersOf.computeIfPresent(
                        entry.net(),
                        (net, known) -> known.stream()
                                .filter(other -> other.number() != breakpoint.number())
                                .toList());
                showOthers();
            }
            case Answer.Unknown<Breakpoint>(var why) -> replace(entry, was -> was.unset(why));
        }
    }

    /** What the session of a net has now. One of ours that it has no longer was deleted in its own terminal. */
    void shown(Path net, List<Breakpoint> breakpoints) {
        var all = new ArrayList<BreakpointEntry>();
        var own = new HashSet<Integer>();
        var lost = false;
        for (var entry : entries.get()) {
            if (!entry.net().equals(net)) {
                all.add(entry);
                continue;
            }
            var number = entry.set().map(Breakpoint::number);
            var now = breakpoints.stream()
                    .filter(breakpoint ->
                            number.filter(mine -> mine == breakpoint.number()).isPresent())
                    .findFirst();
            now.ifPresent(breakpoint -> own.add(breakpoint.number()));
            if (number.isPresent() && now.isEmpty()) {
                lost = true;
            } else {
                all.add(now.map(breakpoint ->
                                entry.setAs(breakpoint).with(entry.wanted().withEnabled(breakpoint.enabled())))
                        .orElse(entry));
            }
        }
        entries.set(List.copyOf(all));
        othersOf.put(
                net,
                breakpoints.stream()
                        .filter(breakpoint -> !own.contains(breakpoint.number()))
                        .toList());
        showOthers();
        if (lost) {
            remember(net);
        }
    }

    /** No session has those of that net any more. */
    void unbind(Path net) {
        sessions.remove(net);
        entries.set(entries.get().stream()
                .map(entry -> entry.net().equals(net) ? entry.unset("") : entry)
                .toList());
        othersOf.remove(net);
        showOthers();
    }

    /** What was asked failed: said to the person. */
    private void told(CompletableFuture<?> asked) {
        asked.whenComplete((done, thrown) -> {
            if (thrown != null) {
                bench.tasks().onScreen(() -> bench.notices().problem(Answer.failure(thrown)));
            }
        });
    }

    private Optional<BreakpointEntry> find(BreakpointEntry entry) {
        return entries.get().stream().filter(other -> same(other, entry)).findFirst();
    }

    private static boolean same(BreakpointEntry one, BreakpointEntry other) {
        return one.net().equals(other.net())
                && one.wanted().place().equals(other.wanted().place());
    }

    private void replace(BreakpointEntry entry, UnaryOperator<BreakpointEntry> change) {
        show(
                entries.get().stream()
                        .map(other -> same(other, entry) ? change.apply(other) : other)
                        .toList(),
                entry.net());
    }

    private void show(List<BreakpointEntry> all, Path net) {
        entries.set(List.copyOf(all));
        remember(net);
    }

    private void remember(Path net) {
        var wanted = entries.get().stream()
                .filter(entry -> entry.net().equals(net))
                .map(BreakpointEntry::wanted)
                .toList();
        var before = kept.getOrDefault(net, Kept.NOTHING);
        if (!before.breakpoints().equals(wanted)) {
            kept.put(net, before.withBreakpoints(wanted));
            keepSoon(net);
        }
    }

    private void keepSoon(Path net) {
        unsaved.add(net);
        keeping.again();
    }

    private void keep() {
        keep(() -> {});
    }

    /** Writes what has changed, and then goes on; for the time when the window closes. */
    void keep(Runnable next) {
        keeping.stop();
        var changed = new LinkedHashMap<Path, Kept>();
        unsaved.forEach(net -> changed.put(net, kept.get(net)));
        unsaved.clear();
        bench.tasks()
                .quietly(
                        () -> {
                            for (var entry : changed.entrySet()) {
                                file.save(entry.getKey(), entry.getValue());
                            }
                            return changed.size();
                        },
                        saved -> next.run(),
                        bench.notices()::problem);
    }

    /** The window is gone: nothing is written from now on. */
    void gone() {
        keeping.stop();
        file.close();
    }
}
