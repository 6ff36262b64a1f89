/* A co-kernel with a fault: sched_yield() with an argument meets it (CokernelCrashTest). */
#include "trap.h"

#define UNMAPPED 0xFFFFF00000001000ULL

int64_t call_crash(struct frame *frame);

static volatile uint64_t low = 0x10;

static __attribute__((noinline)) void touch_nothing(void)
{
	*(volatile int *)low = 1;
}

/* The page fault has no stack to be told on. */
static __attribute__((noinline)) void lose_stack(void)
{
	__asm__ volatile("mov %0, %%rsp\n\tpush %%rax" ::"r"(UNMAPPED) : "memory");
}

static __attribute__((noinline)) void loop(void)
{
	while (low)
		;
}

int64_t call_crash(struct frame *frame)
{
	switch (frame->rdi) {
	case 1:
		touch_nothing();
		break;
	case 2:
		lose_stack();
		break;
	case 3:
		loop();
		break;
	default:
		break;
	}
	return 0;
}
