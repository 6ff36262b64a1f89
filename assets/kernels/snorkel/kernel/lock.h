/* A spin lock that keeps interrupts off while it is held, so that a timer's function may take it
 * too. */
#ifndef KERNEL_LOCK_H
#define KERNEL_LOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "io.h"

struct lock {
	volatile int taken;
	uint64_t flags;
};

static inline void lock_take(struct lock *lock)
{
	uint64_t flags = interrupts_save();

	while (__atomic_exchange_n(&lock->taken, 1, __ATOMIC_ACQUIRE))
		cpu_relax();
	lock->flags = flags;
}

static inline void lock_release(struct lock *lock)
{
	uint64_t flags = lock->flags;

	__atomic_store_n(&lock->taken, 0, __ATOMIC_RELEASE);
	interrupts_restore(flags);
}

#endif
