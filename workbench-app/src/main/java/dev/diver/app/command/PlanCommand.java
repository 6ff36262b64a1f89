package dev.diver.app.command;

import picocli.CommandLine.Command;

@Command(
        name = "plan",
        synopsisSubcommandLabel = "COMMAND",
        description = "Divide a machine between Linux and specialized kernels: make, check and export partition plans.")
final class PlanCommand {}
