package dev.diver.app.command;

import picocli.CommandLine.Command;

@Command(
        name = "key",
        synopsisSubcommandLabel = "COMMAND",
        description = "Keys that packages are signed with, and keys whose signatures are trusted.")
final class KeyCommand {}
