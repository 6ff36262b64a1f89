/* What the small programs have in common that are held against Linux: same words, same status. */
#ifndef CHECK_H
#define CHECK_H

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static int failures;

/* Goes on after a failure, so that one run tells of all. */
#define CHECK(condition)                                                                        \
	do {                                                                                    \
		if (!(condition)) {                                                             \
			printf("FAILED line %d: %s (errno %d)\n", __LINE__, #condition, errno); \
			failures++;                                                             \
		}                                                                               \
	} while (0)

/* A call that must fail with that error. */
#define CHECK_ERROR(error, call)                                                                 \
	do {                                                                                     \
		errno = 0;                                                                       \
		if ((long)(call) != -1 || errno != (error)) {                                    \
			printf("FAILED line %d: %s: errno %d, not %s\n", __LINE__, #call, errno, \
			       #error);                                                          \
			failures++;                                                              \
		}                                                                                \
	} while (0)

static inline int checked(const char *name)
{
	printf("%s: %s\n", name, failures ? "failed" : "all right");
	return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
