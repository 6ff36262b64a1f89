package dev.diver.app.screen.debug;

import dev.diver.console.debug.DebugSession;
import dev.diver.console.debug.Variable;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Reads values as deep as a person has opened them. */
final class ValueReader {
    private final DebugSession session;
    private final Set<String> open;

    /** @param open the paths whose members are wanted; not changed while it reads */
    ValueReader(DebugSession session, Set<String> open) {
        this.session = session;
        this.open = Set.copyOf(open);
    }

    CompletableFuture<List<Value>> read(String path, List<Variable> variables) {
        var reading = variables.stream()
                .map(variable -> read(path + '/' + variable.name(), variable))
                .toList();
        return CompletableFuture.allOf(reading.toArray(CompletableFuture[]::new))
                .thenApply(done -> reading.stream().map(CompletableFuture::join).toList());
    }

    CompletableFuture<Value> read(String path, Variable variable) {
        if (variable.children() == 0 || !open.contains(path)) {
            return CompletableFuture.completedFuture(Value.of(path, variable, List.of()));
        }
        return Answer.to(session.children(variable)).thenCompose(answer -> switch (answer) {
            case Answer.Known<List<Variable>>(var members) ->
                read(path, members).thenApply(children -> Value.of(path, variable, children));
            case Answer.Unknown<List<Variable>>(var why) ->
                CompletableFuture.completedFuture(
                        Value.of(path, variable, List.of(Value.unknown(path + "/?", "", why))));
        });
    }
}
