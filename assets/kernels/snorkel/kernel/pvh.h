/* What a PVH boot hands over. Xen, public/arch-x86/hvm/start_info.h. */
#ifndef KERNEL_PVH_H
#define KERNEL_PVH_H

#include <stdint.h>

#define PVH_MAGIC      0x336ec578
#define PVH_MEMORY_RAM 1 /* XEN_HVM_MEMMAP_TYPE_RAM, as in ACPI's E820 */

/* All addresses are physical; 0 stands for "there is none". */
struct pvh_start_info {
	uint32_t magic;
	uint32_t version; /* 1 or more: the memory map is there */
	uint32_t flags;
	uint32_t module_count;
	uint64_t modules;
	uint64_t command_line;
	uint64_t rsdp;
	uint64_t memory_map;
	uint32_t memory_map_count;
	uint32_t reserved;
};

struct pvh_module {
	uint64_t address;
	uint64_t size;
	uint64_t command_line;
	uint64_t reserved;
};

struct pvh_memory {
	uint64_t address;
	uint64_t size;
	uint32_t type;
	uint32_t reserved;
};

_Static_assert(sizeof(struct pvh_start_info) == 56, "start_info.h, version 1");
_Static_assert(sizeof(struct pvh_module) == 32 && sizeof(struct pvh_memory) == 24, "start_info.h");

#endif
