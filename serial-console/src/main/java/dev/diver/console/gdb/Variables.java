package dev.diver.console.gdb;

import dev.diver.console.debug.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values through gdb's variable objects (GDB manual, "GDB/MI Variable Objects"). They live until the guest goes on. From
 * the session's worker only.
 */
final class Variables {
    private static final int MOST_LOCALS = 500;
    private static final int MOST_CHILDREN = 1000;
    private static final int MOST_ROOTS = 2000;

    private final Gdb gdb;
    private final ArrayDeque<String> roots = new ArrayDeque<>();
    private final Map<String, Variable> known = new HashMap<>();
    private long run;

    Variables(Gdb gdb) {
        this.gdb = gdb;
    }

    /** @param runs how often the guest was made to run: what is of an earlier stop is forgotten */
    void refresh(long runs) {
        if (run != runs) {
            run = runs;
            gdb.askTogether(roots.stream().map(root -> "-var-delete " + root).toList());
            roots.clear();
            known.clear();
        }
    }

    List<Variable> locals(int thread, int frame) {
        var told = gdb.ask(
                "The variables could not be read.", "-stack-list-variables " + at(thread, frame) + " --simple-values");
        var seen = new HashSet<String>();
        var variables = new ArrayList<Variable>();
        for (var variable : told.tuples("variables")) {
            var name = variable.text("name");
            // A name that an inner block hides is the inner one's.
            if (seen.add(name) && seen.size() <= MOST_LOCALS) {
                var isArgument = variable.has("arg");
                variables.add(create(name, thread, frame, isArgument)
                        .orElseGet(() -> new Variable(
                                "", name, name, variable.text("type"), variable.text("value"), 0, isArgument)));
            }
        }
        return variables;
    }

    Variable evaluate(String expression, int thread, int frame) {
        var checked = Gdb.checked(expression);
        return create(checked, thread, frame, false).orElseGet(() -> {
            var told = gdb.ask(
                    "The expression could not be evaluated.",
                    "-data-evaluate-expression " + at(thread, frame) + " " + MiConnection.quoted(checked));
            return new Variable("", checked, checked, "", told.text("value"), 0, false);
        });
    }

    private Optional<Variable> create(String expression, int thread, int frame, boolean argument) {
        if (roots.size() >= MOST_ROOTS) {
            var oldest = roots.removeFirst();
            gdb.tryToAsk("-var-delete " + oldest);
            known.keySet().removeIf(id -> id.equals(oldest) || id.startsWith(oldest + "."));
        }
        return gdb.tryToAsk("-var-create " + at(thread, frame) + " - * " + MiConnection.quoted(expression))
                .map(told -> {
                    roots.addLast(told.text("name"));
                    return keep(variable(told, expression, expression, argument));
                });
    }

    List<Variable> children(Variable parent) {
        require(parent);
        var told = gdb.ask(
                "The members could not be read.",
                "-var-list-children --all-values " + parent.id() + " 0 " + MOST_CHILDREN);
        var children = told.tuples("children");
        var paths = gdb.askTogether(children.stream()
                .map(child -> "-var-info-path-expression " + child.text("name"))
                .toList());
        var variables = new ArrayList<Variable>();
        for (var i = 0; i < children.size(); i++) {
            var child = children.get(i);
            var name = child.text("exp");
            var path = paths.get(i).map(values -> values.text("path_expr")).orElse("");
            var shown = name.chars().allMatch(Character::isDigit) ? "[" + name + "]" : name;
            variables.add(keep(variable(child, shown, path, false)));
        }
        return variables;
    }

    Variable assign(Variable variable, String value) {
        require(variable);
        var told = gdb.ask(
                variable.name() + " was not changed.",
                "-var-assign " + variable.id() + " " + MiConnection.quoted(Gdb.checked(value)));
        return keep(new Variable(
                variable.id(),
                variable.name(),
                variable.expression(),
                variable.type(),
                told.text("value"),
                variable.children(),
                variable.argument()));
    }

    private void require(Variable variable) {
        if (!known.containsKey(variable.id())) {
            throw Gdb.refused(
                    "The value of " + variable.name() + " is an old one.",
                    "The guest has run since it was read, or it could not be read.",
                    "Look at it anew.");
        }
    }

    private Variable keep(Variable variable) {
        known.put(variable.id(), variable);
        return variable;
    }

    private static Variable variable(MiValue.Tuple told, String name, String expression, boolean argument) {
        return new Variable(
                told.text("name"),
                name,
                expression,
                told.text("type"),
                told.text("value"),
                told.number("numchild").orElse(0),
                argument);
    }

    static String at(int thread, int frame) {
        return "--thread " + thread + " --frame " + frame;
    }
}
