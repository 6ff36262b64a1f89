/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/* One claim: a region and a processor that belong to an open file of /dev/cokernel. */
#ifndef DIVER_CLAIM_H
#define DIVER_CLAIM_H

#include <linux/irqdomain.h>
#include <linux/list.h>
#include <linux/mm_types.h>
#include <linux/mutex.h>
#include <linux/wait.h>

#include <diver/cokernel_device.h>

struct claim {
	struct list_head list;
	struct mutex lock; /* of everything but what is said otherwise */
	struct file *file;
	bool claimed;
	bool running; /* its processor executes the region */
	u64 start, size;
	unsigned int cpu;
	void *memory; /* the region, mapped */
	struct cokernel_window *window;
	struct address_space *mapping; /* of the device file, for unmapping */

	/* doorbell.c */
	unsigned int irq;
	atomic_t rings;
	wait_queue_head_t waiters;

	/* mapping.c: one question at a time */
	struct mutex fault_lock;
};

/* region.c: all claims; each returns 0 or a negated errno. */
int region_claim(struct claim *claim, const struct cokernel_claim *wanted);
void region_release(struct claim *claim);

/* processor.c */
int processor_init(void);
void processor_exit(void);
bool processor_claimed(unsigned int cpu);
int processor_boot(struct claim *claim, u64 entry);
void processor_park(struct claim *claim);
void processor_kick(const struct claim *claim);

/* doorbell.c: an interrupt vector of Linux's for each claim. */
int doorbell_init(void);
void doorbell_exit(void);
int doorbell_install(struct claim *claim);
void doorbell_remove(struct claim *claim);
int doorbell_wait(struct claim *claim, u32 __user *seen);

/* mapping.c */
int mapping_window(struct claim *claim, struct vm_area_struct *vma);
int mapping_program(struct claim *claim, struct vm_area_struct *vma);

/* trampoline.S */
extern const char cokernel_trampoline[], cokernel_trampoline_entry[],
	cokernel_trampoline_argument[], cokernel_trampoline_end[];

#endif
