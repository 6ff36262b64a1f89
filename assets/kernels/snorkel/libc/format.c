#include "format.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

struct conversion {
	bool left, plus, space, alternate, zero;
	int width;
	int precision; /* -1: none given */
	char length;   /* h, H for hh, l, q for ll, z, t, j, or 0 */
	char type;
};

static void put(struct sink *sink, const char *bytes, size_t count)
{
	sink->put(sink, bytes, count);
	sink->total += count;
}

static void pad(struct sink *sink, char with, long count)
{
	char bytes[32];

	memset(bytes, with, sizeof(bytes));
	for (; count > 0; count -= (long)sizeof(bytes))
		put(sink, bytes, count < (long)sizeof(bytes) ? (size_t)count : sizeof(bytes));
}

/* prefix (sign, 0x), zeros, body, within the width. */
static void put_field(struct sink *sink, const struct conversion *c, const char *prefix, long zeros,
		      const char *body, size_t length)
{
	size_t prefix_length = strlen(prefix);
	long blanks;

	if (zeros < 0)
		zeros = 0;
	blanks = c->width - (long)(prefix_length + length) - zeros;
	if (c->zero && !c->left && blanks > 0) {
		zeros += blanks;
		blanks = 0;
	}
	if (!c->left)
		pad(sink, ' ', blanks);
	put(sink, prefix, prefix_length);
	pad(sink, '0', zeros);
	put(sink, body, length);
	if (c->left)
		pad(sink, ' ', blanks);
}

static const char *sign_of(const struct conversion *c, bool negative)
{
	return negative ? "-" : c->plus ? "+" : c->space ? " " : "";
}

static void put_integer(struct sink *sink, struct conversion *c, uint64_t number,
			const char *prefix)
{
	const char *digits = c->type == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
	unsigned int base = c->type == 'o'					 ? 8
			    : c->type == 'x' || c->type == 'X' || c->type == 'p' ? 16
										 : 10;
	char body[24];
	size_t at = sizeof(body);
	bool nonzero = number != 0;
	long zeros;

	for (; number != 0; number /= base)
		body[--at] = digits[number % base];
	if (c->precision < 0)
		zeros = nonzero ? 0 : 1;
	else
		zeros = c->precision - (long)(sizeof(body) - at);
	if (c->precision >= 0)
		c->zero = false;
	if (c->alternate && base == 8 && zeros <= 0)
		zeros = 1;
	if ((c->alternate && base == 16 && nonzero) || c->type == 'p')
		prefix = c->type == 'X' ? "0X" : "0x";
	put_field(sink, c, prefix, zeros, body + at, sizeof(body) - at);
}

static void put_double(struct sink *sink, struct conversion *c, double number)
{
	char body[FORMAT_DOUBLE_SIZE];
	uint64_t bits;
	bool negative;
	int precision = c->precision < 0 ? 6 : c->precision;

	memcpy(&bits, &number, sizeof(bits));
	negative = bits >> 63;
	if ((bits >> 52 & 0x7FF) == 0x7FF) {
		bool upper = c->type < 'a';
		const char *text = bits << 12 ? (upper ? "NAN" : "nan") : (upper ? "INF" : "inf");

		c->zero = false;
		put_field(sink, c, sign_of(c, negative), 0, text, 3);
		return;
	}
	if (precision > FORMAT_DOUBLE_PRECISION_MAX)
		precision = FORMAT_DOUBLE_PRECISION_MAX;
	put_field(
		sink, c, sign_of(c, negative), 0, body,
		format_double(body, negative ? -number : number, precision, c->type, c->alternate));
}

static void put_string(struct sink *sink, struct conversion *c, const char *text)
{
	if (!text)
		text = "(null)";
	c->zero = false;
	put_field(sink, c, "", 0, text,
		  c->precision < 0 ? strlen(text) : strnlen(text, (size_t)c->precision));
}

static int64_t signed_argument(char length, va_list *arguments)
{
	switch (length) {
	case 'H':
		return (signed char)va_arg(*arguments, int);
	case 'h':
		return (short)va_arg(*arguments, int);
	case 0:
		return va_arg(*arguments, int);
	default:
		return va_arg(*arguments, long);
	}
}

static uint64_t unsigned_argument(char length, va_list *arguments)
{
	switch (length) {
	case 'H':
		return (unsigned char)va_arg(*arguments, unsigned int);
	case 'h':
		return (unsigned short)va_arg(*arguments, unsigned int);
	case 0:
		return va_arg(*arguments, unsigned int);
	default:
		return va_arg(*arguments, unsigned long);
	}
}

/* A number in the format, at most 99999: more is not wanted on any console. */
static int read_number(const char **at)
{
	int number = 0;

	for (; **at >= '0' && **at <= '9'; (*at)++)
		if (number < 10000)
			number = number * 10 + (**at - '0');
	return number;
}

static const char *read_flags(const char *at, struct conversion *c)
{
	for (;; at++) {
		switch (*at) {
		case '-':
			c->left = true;
			break;
		case '+':
			c->plus = true;
			break;
		case ' ':
			c->space = true;
			break;
		case '#':
			c->alternate = true;
			break;
		case '0':
			c->zero = true;
			break;
		default:
			return at;
		}
	}
}

/* After the '%': flags, width, precision, length, type. */
static const char *read_conversion(const char *at, struct conversion *c, va_list *arguments)
{
	*c = (struct conversion){.precision = -1};
	at = read_flags(at, c);
	if (*at == '*') {
		c->width = va_arg(*arguments, int);
		if (c->width < 0) {
			c->left = true;
			c->width = c->width == INT32_MIN ? 0 : -c->width;
		}
		at++;
	} else {
		c->width = read_number(&at);
	}
	if (*at == '.') {
		at++;
		if (*at == '*') {
			c->precision = va_arg(*arguments, int);
			at++;
		} else {
			c->precision = read_number(&at);
		}
	}
	if (*at && strchr("hlztj", *at)) {
		c->length = *at++;
		if (*at == c->length && (c->length == 'h' || c->length == 'l')) {
			c->length = c->length == 'h' ? 'H' : 'q';
			at++;
		}
	}
	c->type = *at;
	return *at ? at + 1 : at;
}

static void convert(struct sink *sink, struct conversion *c, va_list *arguments)
{
	switch (c->type) {
	case 'd':
	case 'i': {
		int64_t number = signed_argument(c->length, arguments);

		put_integer(sink, c, number < 0 ? -(uint64_t)number : (uint64_t)number,
			    sign_of(c, number < 0));
		break;
	}
	case 'u':
	case 'o':
	case 'x':
	case 'X':
		put_integer(sink, c, unsigned_argument(c->length, arguments), "");
		break;
	case 'p':
		put_integer(sink, c, (uint64_t)va_arg(*arguments, void *), "");
		break;
	case 'c': {
		char character = (char)va_arg(*arguments, int);

		c->zero = false;
		put_field(sink, c, "", 0, &character, 1);
		break;
	}
	case 's':
		put_string(sink, c, va_arg(*arguments, const char *));
		break;
	case 'f':
	case 'F':
	case 'e':
	case 'E':
	case 'g':
	case 'G':
		put_double(sink, c, va_arg(*arguments, double));
		break;
	case '%':
		put(sink, "%", 1);
		break;
	default: /* undefined by the standard: shown, so that it is noticed */
		put(sink, "%?", 2);
		break;
	}
}

void format(struct sink *sink, const char *text, va_list arguments)
{
	va_list list;

	va_copy(list, arguments);
	while (*text) {
		size_t plain = strcspn(text, "%");
		struct conversion conversion;

		if (plain > 0)
			put(sink, text, plain);
		text += plain;
		if (*text == '%') {
			text = read_conversion(text + 1, &conversion, &list);
			convert(sink, &conversion, &list);
		}
	}
	va_end(list);
}
