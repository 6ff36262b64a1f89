package dev.diver.app.command;

import dev.diver.core.doctor.DoctorReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "doctor", description = "Check host tools, the accelerator (measured), and the catalog's health.")
final class DoctorCommand implements Callable<Integer> {
    private final CommandContext context;

    @Option(names = "--repair", description = "Mend what is damaged in catalog and store.")
    private boolean repair;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    DoctorCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var report = context.engine().get().doctor().examine(repair, context.progress());
        if (json) {
            context.printJson(report);
        } else {
            print(report);
        }
        return report.ok() ? 0 : 1;
    }

    private static String state(DoctorReport.Tool tool) {
        if (!tool.ok()) {
            return "missing";
        }
        return tool.path().isEmpty() ? "absent" : "ok";
    }

    private void print(DoctorReport report) {
        var table = new Table();
        for (var tool : report.tools()) {
            table.row(state(tool), tool.name(), tool.version(), tool.path().isEmpty() ? tool.remedy() : tool.path());
        }
        var accelerator = report.accelerator();
        table.row(
                "ok",
                "accelerator",
                accelerator.chosen() + ", measured in " + accelerator.measuredMs() + " ms",
                accelerator.reason());
        var catalog = report.catalog();
        table.row(
                catalog.ok() ? "ok" : "damaged",
                "catalog",
                catalog.entries() + " kernels, " + catalog.pulled() + " pulled",
                catalog.ok() || repair ? "" : "diver doctor --repair mends it");
        table.print(context.out());
        catalog.damage().forEach(line -> context.out().println("damage: " + line));
        catalog.repaired().forEach(line -> context.out().println("repaired: " + line));
    }
}
