/*
 * The folder that journal files lie in: making it, and which names in it count.
 */
#include "journal_folder.h"

#include <errno.h>
#include <string.h>

#include <dais/core/event.h>

int journal_folder_make(const struct files *files, const char *base, mode_t mode)
{
    int error = files_make_folders(files, base, mode);
    if (error < 0)
        return error;
    int folder = files_open_folder_path(files, base);
    if (folder < 0)
        return folder;
    error = files_mkdir(files, folder, "journal", mode);
    if (error == 0 || error == -EEXIST) /* whoever made it may have been killed before this */
        error = files_sync_folder(files, folder);
    int inner = error < 0 ? error : files_open_folder(files, folder, "journal");
    (void)files_close(files, folder);
    return inner;
}

static bool ends_with(const char *name, const char *ending)
{
    size_t size = strlen(name);
    size_t need = strlen(ending);
    return size >= need && strcmp(name + size - need, ending) == 0;
}

bool journal_folder_passes_over(const char *name)
{
    return name[0] == '.' || ends_with(name, "~") || ends_with(name, ".tmp") ||
           ends_with(name, ".part") || ends_with(name, ".swp");
}

static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool journal_folder_names_launch(const char *name)
{
    struct token token = {.text = ""};
    size_t letters = sizeof token.text - 1;
    size_t size = strlen(name);
    for (size_t i = 0; i + letters <= size; i++) {
        if ((i > 0 && is_word(name[i - 1])) || is_word(name[i + letters]))
            continue;
        memcpy(token.text, name + i, letters);
        if (token_is_valid(token.text))
            return true;
    }
    return false;
}

bool journal_folder_is_own_temporary(const char *name)
{
    static const char mark[] = ".yaml.";
    enum { MARK = sizeof mark - 1, DIGITS = 16 };
    size_t size = strlen(name);
    if (name[0] != '.' || size < MARK + DIGITS)
        return false;
    const char *digits = name + size - DIGITS;
    return strspn(digits, "0123456789abcdef") == DIGITS && memcmp(digits - MARK, mark, MARK) == 0;
}

bool journal_folder_holds(const char *name)
{
    return ends_with(name, ".yaml") && !journal_folder_passes_over(name);
}
