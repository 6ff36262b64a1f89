#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <ucontext.h>

#include "proxy.h"

extern const char forward_begin[], forward_instruction[], forward_interrupted[];

static const struct cokernel *target;

/* Runs between any two instructions: touches nothing but the window and the device. */
static void pass_on(int signal, siginfo_t *info, void *context)
{
	greg_t *rip = &((ucontext_t *)context)->uc_mcontext.gregs[REG_RIP];

	(void)info;
	__atomic_fetch_or(&target->window->signals, 1ULL << (signal - 1), __ATOMIC_SEQ_CST);
	/* A blocked one interrupts nothing, as far as the program can tell: the call is made again.
	 */
	if (*rip >= (greg_t)forward_begin && *rip <= (greg_t)forward_instruction)
		*rip = (greg_t)forward_interrupted;
	ioctl(target->device, COKERNEL_KICK);
}

/*
 * All that can be caught, but those that stop a process (they stop the proxy, and with it every
 * forwarded call) and those that would be errors of the proxy itself.
 */
void signals_pass_on(const struct cokernel *cokernel)
{
	static const int not_these[] = {SIGKILL, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU,
					SIGCONT, SIGSEGV, SIGBUS,  SIGILL,  SIGFPE};
	struct sigaction action = {.sa_sigaction = pass_on, .sa_flags = SA_SIGINFO};

	target = cokernel;
	sigfillset(&action.sa_mask);
	for (int signal = 1; signal < NSIG; signal++) {
		bool leave = false;

		for (size_t i = 0; i < sizeof(not_these) / sizeof(not_these[0]); i++)
			leave |= signal == not_these[i];
		if (!leave)
			sigaction(signal, &action, NULL);
	}
}
