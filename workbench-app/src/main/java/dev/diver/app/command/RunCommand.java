package dev.diver.app.command;

import picocli.CommandLine.Command;

@Command(
        name = "run",
        synopsisSubcommandLabel = "COMMAND",
        description = "Look at one dive, type into it, or end it. ID is a run's id, the beginning of one, or 'latest'.")
final class RunCommand {}
