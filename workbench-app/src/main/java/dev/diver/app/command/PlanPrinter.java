package dev.diver.app.command;

import dev.diver.core.dive.DivePlan;
import dev.diver.core.kernel.Mode;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code --explain} prints: words that a shell takes, and every file and kernel command line. */
final class PlanPrinter {
    private final CommandContext context;

    PlanPrinter(CommandContext context) {
        this.context = context;
    }

    void print(DivePlan plan, boolean json) {
        if (json) {
            context.printJson(Document.of(plan));
            return;
        }
        var out = context.out();
        for (var command : plan.commands()) {
            out.println(command.stream().map(PlanPrinter::quoted).collect(Collectors.joining(" ")));
        }
        plan.kernelCommandLines().forEach(line -> out.println("kernel command line: " + line));
        plan.files().forEach(file -> out.println("writes " + file.path() + ": " + file.what()));
        plan.notes().forEach(note -> context.err().println("note: " + note));
    }

    /** As a POSIX shell reads it back. */
    static String quoted(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private record Document(
            String net,
            String kernel,
            String digest,
            Mode mode,
            String accelerator,
            List<List<String>> commands,
            List<String> kernelCommandLines,
            List<DivePlan.PlannedFile> files,
            List<String> notes) {

        static Document of(DivePlan plan) {
            var request = plan.request();
            return new Document(
                    request.net().name(),
                    request.kernel().manifest().reference().toString(),
                    request.kernel().digest(),
                    plan.mode(),
                    plan.accelerator(),
                    plan.commands(),
                    plan.kernelCommandLines(),
                    plan.files(),
                    plan.notes());
        }
    }
}
