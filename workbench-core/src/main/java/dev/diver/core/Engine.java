package dev.diver.core;

import dev.diver.core.build.Builds;
import dev.diver.core.catalog.Catalog;
import dev.diver.core.catalog.Registries;
import dev.diver.core.catalog.SigningKeys;
import dev.diver.core.dive.Dives;
import dev.diver.core.doctor.Doctor;
import dev.diver.core.home.DiverHome;
import dev.diver.core.importer.KernelImporter;
import dev.diver.core.language.LanguageServers;
import dev.diver.core.net.Nets;
import dev.diver.core.node.NodeServices;
import dev.diver.core.publish.Publications;
import dev.diver.core.run.Runs;

/** Everything that the screen and the command can ask for. Made once, in the composition root of workbench-app. */
public record Engine(
        DiverHome home,
        Catalog catalog,
        KernelImporter importer,
        Nets nets,
        Builds builds,
        Dives dives,
        Runs runs,
        Doctor doctor,
        NodeServices nodes,
        LanguageServers languages,
        Registries registries,
        SigningKeys keys,
        Publications publications) {}
