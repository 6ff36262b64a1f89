package dev.diver.core.catalog.index;

/**
 * What an update did.
 *
 * @param changed whether there was anything new
 * @param incremental whether deltas were enough
 * @param transferred bytes that came from the registry
 */
public record IndexUpdate(IndexHead head, boolean changed, boolean incremental, long transferred) {}
