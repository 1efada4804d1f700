/*
 * One line at the foot that says what happened. It stays until the next key: what somebody did
 * not see in time was not said.
 */
#include "program_state.h"

#include "translate.h"

void program_say_message(struct program *program, enum theme_role role,
                         const struct message *message)
{
    buf_clear(&program->said);
    message_write(message, translate, &program->said);
    program->said_role = role;
    program->dirty = true;
}

void program_say(struct program *program, enum theme_role role, const char *id, ...)
{
    struct message message = {.id = id};
    const char *args[MESSAGE_ARGS] = {0};
    va_list list;
    va_start(list, id);
    for (int i = 0; i < MESSAGE_ARGS; i++) {
        args[i] = va_arg(list, const char *);
        if (args[i] == NULL)
            break;
    }
    va_end(list);
    message_set(&message, id, args[0], args[1], args[2], args[3], NULL);
    program_say_message(program, role, &message);
    message_finish(&message);
}
