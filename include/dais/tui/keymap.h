/*
 * Which key means which action where: the default keys of the action table, and what a
 * user bound instead.
 */
#ifndef DAIS_TUI_KEYMAP_H
#define DAIS_TUI_KEYMAP_H

#include <dais/base/buf.h>
#include <dais/base/message.h>
#include <dais/tui/action.h>
#include <dais/tui/key.h>

struct keymap;

/* The default keys. */
struct keymap *keymap_new(void);
void keymap_free(struct keymap *keymap);

/*
 * Binds an action to `keys` (names, spaces between; "" for none) in place of the keys it had.
 * False where a name is none, or a key is taken in the same context: then nothing changes and
 * `*reterr_reason` says which.
 */
bool keymap_bind(struct keymap *keymap, enum action action, const char *keys,
                 struct message *reterr_reason);

/* What a key means in a place; ACTION_NONE where nothing. */
enum action keymap_find(const struct keymap *keymap, enum action_place place,
                        const struct key *key);

/* The keys of an action in order, `*ret_count` of them; lent until the next bind. */
const struct key *keymap_keys(const struct keymap *keymap, enum action action, size_t *ret_count);

/* Appends the names of its keys, `between` between them; nothing where it has none. */
void keymap_write_keys(const struct keymap *keymap, enum action action, const char *between,
                       struct buf *out);

/* Appends the name of its first key alone: what the footer shows. */
void keymap_write_key(const struct keymap *keymap, enum action action, struct buf *out);

#endif
