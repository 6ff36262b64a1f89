package dev.diver.core.kernel;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A device that a kernel needs to be there at boot: a closed set, so that no package carries VMM arguments. */
public enum Device {
    @JsonProperty("isa-debug-exit")
    ISA_DEBUG_EXIT,
    /** Tells the machine that the kernel cannot go on, so that what it was doing can be kept. */
    @JsonProperty("pvpanic")
    PVPANIC,
    @JsonProperty("virtio-rng")
    VIRTIO_RNG,
    @JsonProperty("virtio-blk")
    VIRTIO_BLK,
    @JsonProperty("virtio-net")
    VIRTIO_NET,
    @JsonProperty("virtio-serial")
    VIRTIO_SERIAL
}
