#include <errno.h>
#include <snorkel.h>

static int numbers[SNORKEL_CPUS_MAX];

int *snorkel_errno(void)
{
	return &numbers[snorkel_cpu_index()];
}
