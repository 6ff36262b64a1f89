/* C11 7.22: memory, numbers, sorting, the end. */
#ifndef STDLIB_H
#define STDLIB_H

#include <stddef.h>

#define EXIT_SUCCESS 0
#define EXIT_FAILURE 1
#define RAND_MAX     2147483647

typedef struct {
	int quot;
	int rem;
} div_t;

typedef struct {
	long quot;
	long rem;
} ldiv_t;

/* "NAME=value" strings, NULL at the end; from env.NAME=value on the kernel's command line. */
extern char **environ;

/*
 * Memory comes from the kernel's free pages, aligned to 16 bytes; any processor may call these, a
 * timer's function too. NULL and errno ENOMEM where there is not enough. A wrong pointer or a
 * second free() that is noticed ends the program by abort().
 */
void *malloc(size_t bytes);
void *calloc(size_t count, size_t bytes);
void *realloc(void *memory, size_t bytes);
void free(void *memory);
/* alignment: a power of two, at most 4096, else NULL and errno EINVAL. */
void *aligned_alloc(size_t alignment, size_t bytes);

int atoi(const char *text);
long atol(const char *text);
/* base 0 or 2 to 36; errno ERANGE and the nearest number where it does not fit, EINVAL for a bad
 * base. */
long strtol(const char *restrict text, char **restrict end, int base);
unsigned long strtoul(const char *restrict text, char **restrict end, int base);
long long strtoll(const char *restrict text, char **restrict end, int base);
unsigned long long strtoull(const char *restrict text, char **restrict end, int base);

int abs(int number);
long labs(long number);
div_t div(int numerator, int denominator);
ldiv_t ldiv(long numerator, long denominator);

/* Not for secrets: the same seed gives the same numbers. */
int rand(void);
void srand(unsigned int seed);

/* Heapsort: n log n at worst, no memory of its own; not stable. */
void qsort(void *items, size_t count, size_t size, int (*compare)(const void *, const void *));
void *bsearch(const void *key, const void *items, size_t count, size_t size,
	      int (*compare)(const void *, const void *));

char *getenv(const char *name);

/* At most 32 functions, else -1. */
int atexit(void (*function)(void));
/* The low 8 bits of status are the guest's exit status. */
_Noreturn void exit(int status);
_Noreturn void _Exit(int status);
/* The status of a program that SIGABRT ended: 134. */
_Noreturn void abort(void);

#endif
