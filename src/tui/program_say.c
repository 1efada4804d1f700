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
    struct message message;
    va_list args;
    va_start(args, id);
    message_set_list(&message, id, args);
    va_end(args);
    program_say_message(program, role, &message);
    message_finish(&message);
}
