/*
 * Texts of one entry in several languages. Each language is an entry of its own, with its own
 * number, that says which one it translates; all of them are texts of that one.
 */
#ifndef DAIS_CORE_ENTRY_LANGUAGES_H
#define DAIS_CORE_ENTRY_LANGUAGES_H

#include <dais/core/programme.h>
#include <dais/core/record.h>

/*
 * The languages that a session's outcomes should be there in: the programme's own first, then
 * every one that its title is written in. End it with languages_finish().
 */
void entry_languages_wanted(const struct programme *programme, struct languages *ret_wanted);

/* The language of an entry's text: its own, else the programme's. */
const char *entry_language(const struct programme *programme, const struct entry *entry);

/* Are both the same language, whatever their countries ("pt", "pt-BR")? */
bool entry_language_equal(const char *a, const char *b);

/*
 * Does it stand: not withdrawn, nor the translation of what was withdrawn or merged into another,
 * which says the same? What the room adopted stands whatever it translates.
 */
bool entry_stands(const struct entry *entry);

/* What it translates, where that was not withdrawn; else the entry itself. */
const struct entry *entry_original(const struct entry *entry);

/* Was what it translates changed after it was last written? Where that is adopted, the adopted text
 * counts, whatever was amended since. */
bool entry_is_outdated(const struct entry *entry);

/* An entry's texts, and what is missing of `wanted`; all lent. */
struct entry_texts {
    ARRAY_OF(const struct entry *) texts; /* the original first, then its translations in force;
                                             of what stands without its original, that alone */
    ARRAY_OF(const char *) missing;       /* languages, in the order wanted */
};
/* `entry` may be the original or one of its translations. */
void entry_texts_make(const struct programme *programme, const struct languages *wanted,
                      const struct entry *entry, struct entry_texts *ret_texts);
void entry_texts_finish(struct entry_texts *texts);

#endif
