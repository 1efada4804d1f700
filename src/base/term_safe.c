/*
 * The gate for bytes on their way to a terminal. C0 controls and DEL are shown as a caret
 * and a letter ("^[", "^?"), everything else that must not pass as U+FFFD: one for a code
 * point, one for an invalid byte. A mark that stands on nothing gets a dotted circle to
 * stand on, or it would be painted over whatever was on the screen before the text.
 */
#include <dais/base/term_safe.h>

#include <unictype.h>
#include <uniwidth.h>

#include <dais/base/utf8.h>

#define REPLACEMENT 0xFFFDu
#define ZERO_WIDTH_JOINER 0x200Du

enum {
    MARKS_MOST = 4, /* on one base character */
    JOINS_MOST = 4, /* in one emoji sequence; the longest in use has three */
};

/* What stands before the next code point. */
struct term_gate {
    struct buf *out;
    bool lines;     /* newlines stay */
    bool has_base;  /* a character that a mark can stand on */
    bool joined;    /* the last code point was a joiner */
    unsigned marks; /* on the last base character, 0 to MARKS_MOST */
    unsigned joins; /* in the sequence that runs, 0 to JOINS_MOST */
};

static bool is_printable_ascii(unsigned char c)
{
    return c >= 0x20 && c < 0x7F;
}

/* May never reach a terminal as it is, ASCII apart. */
static bool term_is_hostile(uint32_t code)
{
    return code < 0xA0 || code == 0x2028 || code == 0x2029 || /* C1; line, paragraph separator */
           uc_is_property_bidi_control(code) ||
           (code >= 0x206A && code <= 0x206F) ||   /* deprecated bidirectional shaping */
           (code >= 0xFFF9 && code <= 0xFFFB) ||   /* interlinear annotation */
           (code >= 0xE0000 && code <= 0xE007F) || /* tags */
           uc_is_property_not_a_character(code);
}

/* Joins the character before it instead of taking a place of its own. */
static bool term_is_mark(uint32_t code)
{
    return uc_is_general_category_withtable(code, UC_CATEGORY_MASK_M) ||
           uc_width(code, "UTF-8") == 0;
}

static void gate_base(struct term_gate *gate)
{
    gate->joins = gate->joined ? gate->joins : 0;
    gate->has_base = true;
    gate->joined = false;
    gate->marks = 0;
}

static void gate_ascii(struct term_gate *gate, unsigned char c)
{
    if (c == '\n' && gate->lines) {
        buf_add_char(gate->out, '\n');
        gate->has_base = false;
        gate->marks = 0;
    } else if (c == '\n') {
        buf_add_text(gate->out, "⏎");
        gate_base(gate);
    } else {
        buf_add_char(gate->out, '^');
        buf_add_char(gate->out, (char)(c ^ 0x40));
        gate_base(gate);
    }
}

static void gate_mark(struct term_gate *gate, uint32_t code)
{
    bool join = code == ZERO_WIDTH_JOINER;
    if (gate->marks == MARKS_MOST || (join && gate->joins == JOINS_MOST))
        return;
    if (!gate->has_base && uc_is_general_category_withtable(code, UC_CATEGORY_MASK_M)) {
        buf_add_text(gate->out, "◌");
        gate->has_base = true;
    }
    gate->marks++;
    gate->joins += join;
    gate->joined = join;
    utf8_encode(code, gate->out);
}

static void term_safe(const char *bytes, size_t size, bool lines, struct buf *out)
{
    struct term_gate gate = {.out = out, .lines = lines};
    for (size_t i = 0, length; i < size; i += length) {
        length = 0;
        while (i + length < size && is_printable_ascii((unsigned char)bytes[i + length]))
            length++;
        if (length > 0) {
            buf_add(out, bytes + i, length);
            gate_base(&gate);
            continue;
        }
        uint32_t code = utf8_decode(bytes + i, size - i, &length);
        if (code < 0x80) {
            gate_ascii(&gate, (unsigned char)code);
        } else if (code == REPLACEMENT || term_is_hostile(code)) { /* an invalid byte as well */
            utf8_encode(REPLACEMENT, out);
            gate_base(&gate);
        } else if (term_is_mark(code)) {
            gate_mark(&gate, code);
        } else {
            buf_add(out, bytes + i, length);
            gate_base(&gate);
        }
    }
}

void term_safe_line(const char *bytes, size_t size, struct buf *out)
{
    term_safe(bytes, size, false, out);
}

void term_safe_text(const char *bytes, size_t size, struct buf *out)
{
    term_safe(bytes, size, true, out);
}
