/*
 * Writes the journal of a session with many entries to standard output, as one launch would have
 * written it: `write_record ENTRIES`. The slots are those of SOU-88, the texts ten to forty words
 * of no meaning each, with accents, one in ten in Arabic; every tenth entry was amended once.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dais/core/record.h>
#include <dais/store/frame.h>

enum { WORDS = 24, SLOTS = 8 };

static const char *const words[WORDS] = {
    "cities", "réfugiés", "learning", "mandates", "unclear",       "municipal",
    "budget", "donors",   "housing",  "school",   "créche",        "transit",
    "data",   "dialogue", "council",  "between",  "intermédiaire", "fund",
    "years",  "several",  "and",      "of",       "the",           "with",
};
static const char *const arabic[] = {"نحتاج", "إلى", "إشراك", "المدن", "في", "القرار"};

/* The journal as it grows. */
struct writing {
    struct token launch;
    uint64_t sequence; /* of the last event */
    uint64_t prev;     /* digest of the last frame */
    uint64_t chance;
    unsigned highest[ENTRY_KIND_COUNT];
    struct buf out;
};

static unsigned chance(struct writing *writing, unsigned below)
{
    writing->chance = writing->chance * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (unsigned)(writing->chance >> 33) % below;
}

static struct event *begin(struct writing *writing, enum event_op op)
{
    struct event *event = event_new(op);
    event->id = (struct event_id){writing->launch, ++writing->sequence};
    event->at = 1652853600000 + (msec_t)writing->sequence * 1000;
    event->hlc = (struct hlc){event->at, 0};
    event->offset = 3 * 3600;
    return event;
}

static void end(struct writing *writing, struct event *event)
{
    struct message why = {0};
    if (!event_check(event, &why) ||
        frame_write(event, writing->prev, &writing->out, &writing->prev) != 0) {
        fprintf(stderr, "event %llu cannot be written\n", (unsigned long long)event->id.sequence);
        exit(EXIT_FAILURE);
    }
    event_free(event);
}

static void add_words(struct writing *writing, struct buf *text)
{
    bool other = chance(writing, 10) == 0;
    unsigned count = 10 + chance(writing, 31);
    for (unsigned i = 0; i < count; i++)
        buf_add_format(text, "%s%s", i > 0 ? " " : "",
                       other ? arabic[chance(writing, 6)] : words[chance(writing, WORDS)]);
}

static struct event_id add_entry(struct writing *writing)
{
    enum entry_kind kind = (enum entry_kind)chance(writing, ENTRY_KIND_COUNT);
    struct event *event = begin(writing, EVENT_ENTRY_ADD);
    struct event_id id = event->id;
    struct buf text = {0};
    buf_add_format(&text, "s%u", 1 + chance(writing, SLOTS));
    event_set(event, KEY_SLOT, buf_text(&text));
    event_set(event, KEY_KIND, entry_kind_name(kind));
    buf_clear(&text);
    buf_add_format(&text, "%s%u", entry_kind_letter(kind), ++writing->highest[kind]);
    event_set(event, KEY_NUMBER, buf_text(&text));
    buf_clear(&text);
    add_words(writing, &text);
    event_set(event, KEY_TEXT, buf_text(&text));
    if (chance(writing, 3) == 0)
        event_set(event, KEY_ADDRESSEE, "donors and ministries");
    if (chance(writing, 2) == 0)
        event_set(event, KEY_THEMES,
                  chance(writing, 2) == 0 ? "complementarity" : "sustainability");
    buf_finish(&text);
    end(writing, event);
    return id;
}

static void amend(struct writing *writing, const struct event_id *id)
{
    struct event *event = begin(writing, EVENT_ENTRY_AMEND);
    struct buf text = {0};
    add_words(writing, &text);
    event_set_id(event, KEY_ENTRY, id);
    event_set_id(event, KEY_BASE, id);
    event_set(event, KEY_TEXT, buf_text(&text));
    buf_finish(&text);
    end(writing, event);
}

int main(int count, char **arguments)
{
    struct writing writing = {.chance = 1};
    long entries = count == 2 ? strtol(arguments[1], NULL, 10) : 0;
    token_from_bits(UINT64_C(0x5eed5eed5eed5eed), &writing.launch);
    struct event *launch = begin(&writing, EVENT_LAUNCH);
    event_set(launch, KEY_DAIS, "1");
    event_set(launch, KEY_WRITER, writing.launch.text);
    event_set(launch, KEY_TEXT, "");
    end(&writing, launch);
    for (long i = 0; i < entries; i++) {
        struct event_id id = add_entry(&writing);
        if (chance(&writing, 10) == 0)
            amend(&writing, &id);
    }
    bool fine = fwrite(writing.out.bytes, 1, writing.out.size, stdout) == writing.out.size;
    buf_finish(&writing.out);
    return fine && fflush(stdout) == 0 && entries > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
