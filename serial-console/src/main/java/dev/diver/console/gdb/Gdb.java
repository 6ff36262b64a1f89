package dev.diver.console.gdb;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** gdb as the classes of a session ask it; what it refuses becomes words. From the session's worker only. */
final class Gdb {
    static final Duration LIMIT = Duration.ofSeconds(10);

    /** A pseudo-terminal's buffer, which gdb reads from, has less than a page to spare. */
    private static final int LONGEST_EXPRESSION = 2000;

    private final MiConnection connection;

    Gdb(MiConnection connection) {
        this.connection = connection;
    }

    /** @param what went wrong where gdb refuses, one sentence */
    MiValue.Tuple ask(String what, String command) {
        return ask(what, command, LIMIT);
    }

    MiValue.Tuple ask(String what, String command, Duration limit) {
        return ask(what, command, limit, late(limit));
    }

    /** @param late why the session ends where it takes longer */
    MiValue.Tuple ask(String what, String command, Duration limit, String late) {
        var answer = connection.ask(List.of(command), limit, late).getFirst();
        if (answer.isError()) {
            throw refused(what, answer.values().text("msg"), "");
        }
        return answer.values();
    }

    private static String late(Duration limit) {
        return "gdb did not answer for " + limit.toSeconds() + " seconds; the guest's stub may hang.";
    }

    /** Empty where gdb refuses. */
    Optional<MiValue.Tuple> tryToAsk(String command) {
        return tryToAsk(command, LIMIT);
    }

    Optional<MiValue.Tuple> tryToAsk(String command, Duration limit) {
        var answer = connection.ask(List.of(command), limit, late(limit)).getFirst();
        return answer.isError() ? Optional.empty() : Optional.of(answer.values());
    }

    /** Nothing that a person types comes between these. Empty where gdb refuses one. */
    List<Optional<MiValue.Tuple>> askTogether(List<String> commands) {
        return connection.ask(commands, LIMIT, late(LIMIT)).stream()
                .map(answer -> answer.isError() ? Optional.<MiValue.Tuple>empty() : Optional.of(answer.values()))
                .toList();
    }

    /**
     * As if a person had typed it.
     *
     * @return what gdb printed
     */
    String type(String what, String command, Duration limit) {
        ask(what, MiConnection.typed(command), limit);
        return said();
    }

    /** What gdb has printed since the last question. */
    String said() {
        return connection.said();
    }

    /** What an address expression comes to in the selected frame; of an object, where it lies. */
    long address(String expression) {
        var what = "The address could not be evaluated.";
        var checked = checked(expression);
        var value = evaluate(what, checked).text("value");
        // So begin structures and functions, which a cast would take the first bytes of.
        var isObject = value.startsWith("{");
        var cast = "(unsigned long long)" + (isObject ? "&" : "") + "(" + checked + ")";
        return evaluate(what, cast)
                .address("value")
                .orElseThrow(() -> refused(
                        what,
                        expression + " is " + value + ", which is no address",
                        "Give an address, a pointer, or something that lies in memory."));
    }

    private MiValue.Tuple evaluate(String what, String expression) {
        return ask(what, "-data-evaluate-expression " + MiConnection.quoted(expression));
    }

    static String checked(String expression) {
        if (expression.isBlank() || expression.length() > LONGEST_EXPRESSION) {
            throw refused(
                    "That is no expression.",
                    expression.isBlank() ? "It is empty." : "It is longer than " + LONGEST_EXPRESSION + " characters.",
                    "Give a shorter one, such as a variable's name.");
        }
        return expression.replace('\n', ' ').replace('\r', ' ');
    }

    static DiverException refused(String what, String why, String remedy) {
        return new DiverException(
                Problem.Kind.FAILED, what, why.isEmpty() || why.endsWith(".") ? why : why + ".", remedy);
    }
}
