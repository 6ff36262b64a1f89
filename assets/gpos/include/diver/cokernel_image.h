/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0 */
/*
 * The mark of a co-kernel's ELF file, in a note: nothing else is ever started on a processor
 * without Linux's protection, where its first fault would reset the machine.
 */
#ifndef DIVER_COKERNEL_IMAGE_H
#define DIVER_COKERNEL_IMAGE_H

#include <stdint.h>

#define COKERNEL_NOTE_NAME "diver"
#define COKERNEL_NOTE_TYPE 1

/* As ELF has notes: the name with its NUL, padded to 4 bytes. */
struct cokernel_note {
	uint32_t name_size; /* 6 */
	uint32_t size;	    /* of what follows the name: 4 */
	uint32_t type;
	char name[8];
	uint32_t version; /* COKERNEL_VERSION that it was built with */
};

#endif
