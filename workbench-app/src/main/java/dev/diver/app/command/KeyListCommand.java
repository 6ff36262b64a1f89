package dev.diver.app.command;

import dev.diver.core.catalog.KnownKey;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", description = "List the keys of the ring.")
final class KeyListCommand implements Callable<Integer> {
    private final CommandContext context;

    @Option(names = "--json", description = "Print a JSON array.")
    private boolean json;

    KeyListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var keys = context.engine().get().keys();
        var list = keys.list();
        if (json) {
            context.printJson(list.stream().map(Entry::of).toList());
        } else {
            var table = new Table();
            list.forEach(key -> table.row(key.name(), key.id(), use(key), state(key)));
            table.print(context.out());
        }
        keys.broken().forEach(context.err()::println);
        if (list.isEmpty()) {
            context.err().println("No keys yet. diver key new NAME makes one, diver key add FILE takes another's.");
        }
        return 0;
    }

    private static String use(KnownKey key) {
        return switch (key.secret()) {
            case NONE -> "checks";
            case ENCRYPTED -> "signs";
            case UNENCRYPTED -> "signs, no password";
        };
    }

    private static String state(KnownKey key) {
        return key.revoked()
                .map(revoked -> "revoked " + revoked.since() + ": " + revoked.reason())
                .orElseGet(() -> key.catalogs().isEmpty() ? "" : "trusted for " + String.join(", ", key.catalogs()));
    }

    /** The contract that other programs read. */
    private record Entry(
            String name, String id, String key, String secret, List<String> catalogs, Optional<Revoked> revoked) {
        private record Revoked(String since, String reason) {}

        static Entry of(KnownKey key) {
            return new Entry(
                    key.name(),
                    key.id(),
                    key.key(),
                    Words.of(key.secret()),
                    key.catalogs(),
                    key.revoked().map(revoked -> new Revoked(iso(revoked.since()), revoked.reason())));
        }

        private static String iso(LocalDate date) {
            return date.toString();
        }
    }
}
