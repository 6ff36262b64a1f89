/* One formatter for the whole printf() family. */
#ifndef LIBC_FORMAT_H
#define LIBC_FORMAT_H

#include <stdarg.h>
#include <stddef.h>

/* Where the text goes, piece by piece. */
struct sink {
	void (*put)(struct sink *sink, const char *bytes, size_t count);
	size_t total; /* bytes so far */
};

void format(struct sink *sink, const char *text, va_list arguments);

/* Writes a number as conversion (one of f e g, F E G) does, without sign; returns its length. */
size_t format_double(char *to, double number, int precision, char conversion, int keep_zeros);

/* What format_double() needs at most: 309 digits, a point, precision, an exponent. */
#define FORMAT_DOUBLE_PRECISION_MAX 60
#define FORMAT_DOUBLE_SIZE	    384

#endif
