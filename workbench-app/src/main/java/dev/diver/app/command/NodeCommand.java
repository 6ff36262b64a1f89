package dev.diver.app.command;

import picocli.CommandLine.Command;

@Command(
        name = "node",
        synopsisSubcommandLabel = "COMMAND",
        description = "Machines on the network: keep them, look after them, switch them, and use their serial console.")
final class NodeCommand {}
