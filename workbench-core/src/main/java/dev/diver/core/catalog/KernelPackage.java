package dev.diver.core.catalog;

import dev.diver.core.kernel.KernelManifest;
import java.nio.file.Path;

/**
 * What a new package is made of.
 *
 * @param root the directory that the manifest's artifact paths are relative to
 */
public record KernelPackage(KernelManifest manifest, Path root) {}
