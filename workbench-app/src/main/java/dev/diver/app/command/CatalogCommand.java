package dev.diver.app.command;

import picocli.CommandLine.Command;

@Command(
        name = "catalog",
        synopsisSubcommandLabel = "COMMAND",
        description = "Registries that kernels come from, beside the embedded catalog.")
final class CatalogCommand {}
