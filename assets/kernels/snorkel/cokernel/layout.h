/*
 * The co-kernel's addresses.
 *
 *	0x10000 .. 0x500000000000	the program (COKERNEL_PROGRAM_*)
 *	DIRECT_BASE			the whole region
 *	KERNEL_BASE			its first 16 MiB: the window, then this image
 *	DEVICE_BASE			the local APIC
 */
#ifndef COKERNEL_LAYOUT_H
#define COKERNEL_LAYOUT_H

#define KERNEL_BASE   0xFFFFFFFF80000000
#define DEVICE_BASE   0xFFFFFFFFC0000000
#define DIRECT_BASE   0xFFFF800000000000
#define PAGE_SIZE     4096
#define LARGE_SIZE    0x200000
#define KERNEL_MAPPED 0x1000000 /* bytes at KERNEL_BASE */

/* Segments, in the order that SYSCALL and SYSRET want: SDM volume 2, "SYSRET". */
#define SELECTOR_CODE	   0x08
#define SELECTOR_DATA	   0x10
#define SELECTOR_USER_DATA 0x23
#define SELECTOR_USER_CODE 0x2B
#define SELECTOR_TSS	   0x30

#define VECTOR_KICK	0xF2
#define VECTOR_SPURIOUS 0xFF
#define VECTOR_CALL	0x100 /* no interrupt: a system call's frame says so */

#ifndef __ASSEMBLER__
#include <diver/cokernel.h>

#define WINDOW ((struct cokernel_window *)KERNEL_BASE)

static inline void *at_physical(uint64_t physical)
{
	return (void *)(DIRECT_BASE + physical - WINDOW->region_start);
}
#endif

#endif
