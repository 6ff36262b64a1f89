package dev.diver.app.command;

import picocli.CommandLine.Command;

@Command(
        name = "diver",
        version = "diver 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        description = "Find, build for, deploy and debug specialized operating system kernels.",
        footer = {"", "Without a command, the workbench opens."},
        footerHeading = "")
final class DiverCommand {}
