/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0 */
/*
 * cokernel_device.h - what the module does for the proxy, through /dev/cokernel.
 *
 * An open file owns at most one region and one processor: from CLAIM until it is closed, whoever
 * closes it and however. Then the processor is parked and both can be given back to Linux.
 *
 * mmap() has two offsets: COKERNEL_MAP_WINDOW maps the shared window; COKERNEL_MAP_PROGRAM maps
 * addresses of the program, and must be asked for at COKERNEL_PROGRAM_START (MAP_FIXED) and up to
 * COKERNEL_PROGRAM_END: a page there is the page that the program sees at the same address.
 */
#ifndef DIVER_COKERNEL_DEVICE_H
#define DIVER_COKERNEL_DEVICE_H

#include <diver/cokernel.h>
#ifdef __KERNEL__
#include <linux/ioctl.h>
#else
#include <sys/ioctl.h>
#endif

#define COKERNEL_DEVICE	     "/dev/cokernel"
#define COKERNEL_MAP_WINDOW  0x0UL
#define COKERNEL_MAP_PROGRAM 0x100000000UL

struct cokernel_claim {
	uint64_t start; /* physical; see COKERNEL_REGION_* */
	uint64_t size;
	uint32_t version;	 /* COKERNEL_VERSION */
	uint32_t cpu;		 /* Linux's number of an offline processor */
	uint32_t serial_port;	 /* for the window */
	uint32_t statistics_off; /* for the window */
	uint32_t spin;		 /* ns, for the window */
	uint32_t panic_port;	 /* for the window */
};

struct cokernel_load {
	uint64_t offset; /* in the region, not in the window */
	uint64_t bytes;	 /* address of the caller's memory */
	uint64_t count;	 /* of these bytes */
	uint64_t size;	 /* in the region; zero behind the bytes */
};

struct cokernel_range {
	uint64_t start;
	uint64_t size; /* bytes */
};

/*
 * EBUSY: the processor is online, or either is claimed. EADDRINUSE: Linux uses memory of the
 * region. ENODEV: no such processor. EINVAL: badly aligned, too small, too high.
 * EPROTO: another version.
 */
#define COKERNEL_CLAIM _IOW('K', 1, struct cokernel_claim)
/* Before BOOT. */
#define COKERNEL_LOAD  _IOW('K', 2, struct cokernel_load)
/* The argument is the offset of the 32-bit entry in the region. ETIMEDOUT: it did not come up. */
#define COKERNEL_BOOT  _IOW('K', 3, uint64_t)
/*
 * Sleeps until the doorbell's count is another than the one given, and gives the new one; the
 * first is 0. EINTR by a signal.
 */
#define COKERNEL_WAIT  _IOWR('K', 4, uint32_t)
/* Interrupts the co-kernel's processor. */
#define COKERNEL_KICK  _IO('K', 5)
/* Removes Linux's mappings of addresses of the program. */
#define COKERNEL_UNMAP _IOW('K', 6, struct cokernel_range)
/* Parks the processor; LOAD and BOOT are possible again. */
#define COKERNEL_STOP  _IO('K', 7)

#endif
