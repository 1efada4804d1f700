/*
 * Keys of each action, and the way from a key in a place to an action. Small lists, looked
 * through from the front: a keyboard is slow.
 *
 * Two actions of one context may not share a key. Nor may two of contexts that are asked in
 * one place, but for the pager and the editor, which are asked first in order to give a
 * few keys another meaning.
 */
#include <dais/tui/keymap.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/mem.h>

struct binding {
    ARRAY_OF(struct key) keys; /* in the order written */
};

struct keymap {
    struct binding bindings[ACTION_COUNT]; /* by enum action */
};

/* Reads names with spaces between into `keys`; false at the first that is none, copied. */
static bool keys_parse(const char *names, struct binding *ret_keys, char **reterr_name)
{
    struct binding binding = {0};
    for (size_t length; *names != '\0'; names += length) {
        length = strspn(names, " ");
        names += length;
        length = strcspn(names, " ");
        if (length == 0)
            continue;
        MEM_LOCAL char *name = mem_dup_n(names, length);
        struct key key;
        if (!key_parse(name, &key)) {
            free(binding.keys.items);
            *reterr_name = mem_dup(name);
            return false;
        }
        array_push(&binding.keys, key);
    }
    *ret_keys = binding;
    return true;
}

struct keymap *keymap_new(void)
{
    struct keymap *keymap = mem_new(1, sizeof *keymap);
    for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
        char *wrong = NULL;
        bool parsed =
            keys_parse(action_info((enum action)action)->keys, &keymap->bindings[action], &wrong);
        assert(parsed);
        (void)parsed;
    }
    return keymap;
}

void keymap_free(struct keymap *keymap)
{
    if (keymap == NULL)
        return;
    for (int action = 0; action < ACTION_COUNT; action++)
        free(keymap->bindings[action].keys.items);
    free(keymap);
}

static bool binding_has(const struct binding *binding, const struct key *key)
{
    for (size_t i = 0; i < binding->keys.count; i++)
        if (key_equal(&binding->keys.items[i], key))
            return true;
    return false;
}

static bool place_asks(enum action_place place, enum action_context context)
{
    size_t count;
    const enum action_context *contexts = action_contexts(place, &count);
    for (size_t i = 0; i < count; i++)
        if (contexts[i] == context)
            return true;
    return false;
}

static bool contexts_clash(enum action_context a, enum action_context b)
{
    if (a == b)
        return true;
    if (a == CONTEXT_PAGER || b == CONTEXT_PAGER || a == CONTEXT_EDITOR || b == CONTEXT_EDITOR)
        return false;
    for (int place = 0; place < PLACE_COUNT; place++)
        if (place_asks((enum action_place)place, a) && place_asks((enum action_place)place, b))
            return true;
    return false;
}

enum action keymap_clash(const struct keymap *keymap, enum action action, const bool *skip,
                         struct key *ret_key)
{
    const struct binding *binding = &keymap->bindings[action];
    enum action_context context = action_info(action)->context;
    for (int other = ACTION_NONE + 1; other < ACTION_COUNT; other++) {
        if (other == (int)action || (skip != NULL && skip[other]) ||
            !contexts_clash(context, action_info((enum action)other)->context))
            continue;
        for (size_t i = 0; i < binding->keys.count; i++) {
            if (binding_has(&keymap->bindings[other], &binding->keys.items[i])) {
                *ret_key = binding->keys.items[i];
                return (enum action)other;
            }
        }
    }
    return ACTION_NONE;
}

bool keymap_bind(struct keymap *keymap, enum action action, const char *keys, char **reterr_name)
{
    struct binding binding;
    if (!keys_parse(keys, &binding, reterr_name))
        return false;
    free(keymap->bindings[action].keys.items);
    keymap->bindings[action] = binding;
    return true;
}

void keymap_reset(struct keymap *keymap, enum action action)
{
    struct binding *binding = &keymap->bindings[action];
    char *wrong = NULL;
    bool bound = keymap_bind(keymap, action, action_info(action)->keys, &wrong);
    assert(bound);
    (void)bound;
    struct key taken;
    while (keymap_clash(keymap, action, NULL, &taken) != ACTION_NONE) {
        size_t kept = 0;
        for (size_t i = 0; i < binding->keys.count; i++)
            if (!key_equal(&binding->keys.items[i], &taken))
                binding->keys.items[kept++] = binding->keys.items[i];
        binding->keys.count = kept;
    }
}

enum action keymap_find(const struct keymap *keymap, enum action_place place, const struct key *key)
{
    size_t count;
    const enum action_context *contexts = action_contexts(place, &count);
    if (place == PLACE_EDITOR && key_is_text(key))
        count = 1;
    for (size_t i = 0; i < count; i++)
        for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++)
            if (action_info((enum action)action)->context == contexts[i] &&
                binding_has(&keymap->bindings[action], key))
                return (enum action)action;
    return ACTION_NONE;
}

enum action keymap_find_unshifted(const struct keymap *keymap, const struct key *key)
{
    struct key plain = *key;
    plain.modifiers &= ~(unsigned)MODIFIER_SHIFT;
    if (plain.modifiers == key->modifiers || keymap_find(keymap, PLACE_EDITOR, key) != ACTION_NONE)
        return ACTION_NONE;
    return keymap_find(keymap, PLACE_EDITOR, &plain);
}

const struct key *keymap_keys(const struct keymap *keymap, enum action action, size_t *ret_count)
{
    *ret_count = keymap->bindings[action].keys.count;
    return keymap->bindings[action].keys.items;
}

void keymap_write_keys(const struct keymap *keymap, enum action action, const char *between,
                       struct buf *out)
{
    const struct binding *binding = &keymap->bindings[action];
    for (size_t i = 0; i < binding->keys.count; i++) {
        if (i > 0)
            buf_add_text(out, between);
        key_write(&binding->keys.items[i], out);
    }
}

void keymap_write_key(const struct keymap *keymap, enum action action, struct buf *out)
{
    if (keymap->bindings[action].keys.count > 0)
        key_write(&keymap->bindings[action].keys.items[0], out);
}
