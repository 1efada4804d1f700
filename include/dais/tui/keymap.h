/*
 * Which key means which action where: the default keys of the action table, and what a
 * user bound instead.
 */
#ifndef DAIS_TUI_KEYMAP_H
#define DAIS_TUI_KEYMAP_H

#include <dais/base/buf.h>
#include <dais/tui/action.h>
#include <dais/tui/key.h>

struct keymap;

/* The default keys. */
struct keymap *keymap_new(void);
void keymap_free(struct keymap *keymap);

/*
 * Gives an action `keys` (names, spaces between; "" for none) in place of those it had, whoever
 * else has them. False where a name is none: then nothing changes, and `*reterr_name`, owned by
 * the caller, is that name.
 */
bool keymap_bind(struct keymap *keymap, enum action action, const char *keys, char **reterr_name);

/* Gives an action its default keys again, but for those that another one has where they clash. */
void keymap_reset(struct keymap *keymap, enum action action);

/*
 * An action that has a key of `action`, too, where both are asked; `*ret_key` is that key.
 * `skip` (ACTION_COUNT flags, may be NULL) names actions not to look at. ACTION_NONE: none.
 */
enum action keymap_clash(const struct keymap *keymap, enum action action, const bool *skip,
                         struct key *ret_key);

/* What a key means in a place; ACTION_NONE where nothing. */
enum action keymap_find(const struct keymap *keymap, enum action_place place,
                        const struct key *key);

/*
 * What a key with Shift would mean in the editor without it: a motion selects then. ACTION_NONE
 * where it has no Shift, means something itself, or nothing without either.
 */
enum action keymap_find_unshifted(const struct keymap *keymap, const struct key *key);

/* The keys of an action in order, `*ret_count` of them; lent until the next bind. */
const struct key *keymap_keys(const struct keymap *keymap, enum action action, size_t *ret_count);

/* Appends the names of its keys, `between` between them; nothing where it has none. */
void keymap_write_keys(const struct keymap *keymap, enum action action, const char *between,
                       struct buf *out);

/* Appends the name of its first key alone: what the footer shows. */
void keymap_write_key(const struct keymap *keymap, enum action action, struct buf *out);

#endif
