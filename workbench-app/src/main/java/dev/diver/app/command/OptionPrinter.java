package dev.diver.app.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.diver.core.option.OptionChecker;
import dev.diver.core.option.OptionSchema;
import dev.diver.core.option.OptionSchema.Option;
import dev.diver.core.option.OptionSchema.Type;
import java.util.List;

/** What {@code --options} prints: each option of a mode with its values, what holds where it is left out, its help. */
final class OptionPrinter {
    private static final String ELEMENT = "[].";

    private final CommandContext context;

    OptionPrinter(CommandContext context) {
        this.context = context;
    }

    void print(OptionSchema schema, boolean json) {
        if (json) {
            context.printJson(schema.options().stream().map(Document::of).toList());
            return;
        }
        var table = new Table().row("KEY", "VALUE", "DEFAULT", "MEANS");
        schema.options().forEach(option -> rows(table, "", option));
        table.print(context.out());
    }

    private static void rows(Table table, String prefix, Option option) {
        var key = prefix + option.key();
        table.row(key, OptionChecker.expected(option.type()), option.fallback(), option.help());
        switch (option.type()) {
            case Type.Table(var keys) -> keys.forEach(inner -> rows(table, key + ".", inner));
            case Type.Many(Type.Table(var keys)) -> keys.forEach(inner -> rows(table, key + ELEMENT, inner));
            default -> {}
        }
    }

    /** @param keys of a table, or of each table in a list */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Document(
            String key,
            String group,
            String value,
            @JsonProperty("default") String fallback,
            String help,
            List<Document> keys) {

        static Document of(Option option) {
            return new Document(
                    option.key(),
                    option.group(),
                    OptionChecker.expected(option.type()),
                    option.fallback(),
                    option.help(),
                    inner(option.type()).stream().map(Document::of).toList());
        }

        private static List<Option> inner(Type type) {
            return switch (type) {
                case Type.Table(var keys) -> keys;
                case Type.Many(Type.Table(var keys)) -> keys;
                default -> List.of();
            };
        }
    }
}
