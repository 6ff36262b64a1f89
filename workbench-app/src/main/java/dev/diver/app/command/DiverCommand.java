package dev.diver.app.command;

import picocli.CommandLine.Command;

@Command(
        name = "diver",
        version = "diver " + DiverCommandLine.VERSION,
        synopsisSubcommandLabel = "COMMAND",
        description = "Find specialized operating system kernels, build applications for them, run and watch them.",
        footer = {"", "Without a command, the workbench opens."},
        footerHeading = "")
final class DiverCommand {}
