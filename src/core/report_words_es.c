/*
 * The words of reports in Spanish. The order is that of the enums; what is missing is found by
 * the size of the table or by its test.
 */
#include "report_words_tables.h"

#include <dais/base/name_table.h>

static const char *const words[] = {
    [WORD_DRAFT] = "Proyecto: la sesión aún no se ha clausurado.",
    [WORD_FINAL] = "Versión final: la sesión se clausuró el {1} a las {2}.",
    [WORD_TEXTS_IN] = "Idioma de los textos del programa: {1}.",
    [WORD_ONLY_IN] = "solo en {1}",

    [WORD_REPORT] = "Informe",
    [WORD_RECOMMENDATIONS] = "Recomendaciones",
    [WORD_SUMMARY] = "Resumen",
    [WORD_TIMING] = "Horarios previstos y reales",
    [WORD_PROGRAMME] = "Programa",
    [WORD_PROGRAMME_AS_RUN] = "Programa tal como se desarrolló",

    [WORD_TITLE] = "Título",
    [WORD_CODE] = "Código",
    [WORD_EVENT] = "Evento",
    [WORD_SERIES] = "Serie",
    [WORD_PROJECT] = "Proyecto",
    [WORD_TYPE] = "Tipo",
    [WORD_DATE] = "Fecha",
    [WORD_TIME] = "Horario",
    [WORD_VENUE] = "Lugar",
    [WORD_ORGANISERS] = "Organización",
    [WORD_PARTNERS] = "Asociados",
    [WORD_SUPPORTERS] = "Con el apoyo de",
    [WORD_PARTICIPANTS] = "Participantes",
    [WORD_COUNTED] = "Participantes contados",
    [WORD_THEMES] = "Temas",
    [WORD_ATTRIBUTION] = "Atribución de las intervenciones",
    [WORD_CONTACTS] = "Contactos",
    [WORD_LINKS] = "Enlaces",

    [WORD_CONTEXT] = "Contexto",
    [WORD_OBJECTIVES] = "Objetivos",
    [WORD_EXPECTED_OUTCOMES] = "Resultados previstos",
    [WORD_DISCUSSION] = "Deliberaciones",
    [WORD_LEFT_OPEN] = "Textos remitidos, aplazados o no adoptados",
    [WORD_NONE_HERE] = "Ninguno aparte de los que figuran más abajo.",
    [WORD_WHOLE_SESSION] = "La sesión en su conjunto",
    [WORD_FOLLOW_UP] = "Próximos pasos",
    [WORD_PEOPLE] = "Personas",
    [WORD_PEOPLE_IN_PROGRAMME] =
        ("Las personas anunciadas figuran en el programa; no se nombra a nadie "
         "en otro lugar, salvo donde las intervenciones fueron públicas."),
    [WORD_NOT_NAMED] = "no se nombran (regla de atribución)",
    [WORD_OTHERS_NOT_NAMED] = "los demás no se nombran (regla de atribución)",
    [WORD_NO_ENTRIES] = "No se registró nada.",
    [WORD_ANNEXES] = "Anexos",
    [WORD_IN_ANNEX] = "véanse los anexos",
    [WORD_POSTER] = "Póster",
    [WORD_ORGANISATION] = "Organización",
    [WORD_JOURNALS] = "Diarios",
    [WORD_JOURNALS_TEXT] =
        ("Este informe se hizo únicamente a partir de los sucesos de estos diarios. Quien los "
         "tenga obtiene las mismas sumas de control con “dais verify”."),
    [WORD_WRITER] = "Autor",
    [WORD_EVENTS] = "Sucesos",

    [WORD_PLANNED] = "Previsto",
    [WORD_ACTUAL] = "Real",
    [WORD_ITEM] = "Punto",
    [WORD_WITH] = "Con",
    [WORD_ROOM] = "Sala",
    [WORD_STATUS] = "Estado",
    [WORD_OBJECTIVE] = "Objetivo",
    [WORD_METHODOLOGY] = "Metodología",
    [WORD_GUIDING_QUESTIONS] = "Preguntas orientadoras",
    [WORD_ITEMS] = "Puntos",
    [WORD_TRACKS] = "En paralelo",
    [WORD_POSTERS] = "Carteles",
    [WORD_ROUNDS] = "Rondas",
    [WORD_ROUNDS_TEXT] = "{1} × {2}",
    [WORD_NOTE] = "Nota",
    [WORD_TBC] = "por confirmar",
    [WORD_LEAD] = "entidad principal",

    [WORD_NAME] = "Nombre",
    [WORD_FUNCTION] = "Cargo",
    [WORD_AFFILIATION] = "Entidad",

    [WORD_NUMBER] = "Número",
    [WORD_KIND] = "Naturaleza",
    [WORD_SLOT_NUMBER] = "N.º",
    [WORD_SLOT] = "Segmento",
    [WORD_TRACK] = "Grupo",
    [WORD_RECORDED] = "Registrado",
    [WORD_TEXT] = "Texto",
    [WORD_SPEAKER] = "Orador",
    [WORD_ADDRESSEE] = "Dirigido a",
    [WORD_LABEL] = "Título",
    [WORD_OWNER] = "Responsable",
    [WORD_DEADLINE] = "Plazo",
    [WORD_PRIORITY] = "Prioridad",
    [WORD_LANGUAGE] = "Idioma",
    [WORD_STANDING] = "Situación",
    [WORD_MISSING_LANGUAGES] = "Sin traducir al",
    [WORD_SIDE_BY_SIDE] = "En paralelo con",
    [WORD_CHANGED_SINCE_ADOPTION] = "Modificado desde la aprobación, a",
    [WORD_CHECK_SUM] = "Suma de comprobación",
    [WORD_RESERVATION] = "Reserva",
    [WORD_PROPOSED_TEXT] = "Tal como se propuso",
    [WORD_FIRST_TEXT] = "Primera redacción",
    [WORD_VERSIONS] = "Versiones",
    [WORD_REASON] = "Motivo",
    [WORD_REFERRED_TO] = "Remitido a",
    [WORD_SHOW_OF_HANDS] = "Votación a mano alzada",
    [WORD_HANDS] = "{1} a favor, {2} en contra, {3} abstenciones",
    [WORD_CURRENT_TEXT] = "Texto actual",
    [WORD_TRANSLATION_OF] = "Traducción de",
    [WORD_TRANSLATION] = "traducción",
    [WORD_TRANSLATED] = "Traducción",
    [WORD_OUTDATED] = "más antigua que el original",
    [WORD_MERGED] = "Fusionadas con ella",
    [WORD_ID] = "Identificador",
    [WORD_SLOT_ID] = "Identificador del segmento",

    [WORD_DAY] = "Día",
    [WORD_START] = "Comienzo",
    [WORD_END] = "Fin",
    [WORD_MINUTES] = "Minutos",
    [WORD_PLANNED_START] = "Comienzo previsto",
    [WORD_PLANNED_END] = "Fin previsto",
    [WORD_PLANNED_MINUTES] = "Minutos previstos",
    [WORD_ACTUAL_START] = "Comienzo real",
    [WORD_ACTUAL_END] = "Fin real",
    [WORD_ACTUAL_MINUTES] = "Minutos reales",
    [WORD_PAUSED_MINUTES] = "Minutos en pausa",
    [WORD_LATE_MINUTES] = "Minutos de retraso",
    [WORD_EARLY_MINUTES] = "Minutos de adelanto",
    [WORD_LONGER_MINUTES] = "Minutos de más",
    [WORD_SHORTER_MINUTES] = "Minutos de menos",
    [WORD_REMARK] = "Observación",
    [WORD_LATE] = "{1} de retraso",
    [WORD_EARLY] = "{1} de adelanto",
    [WORD_ON_TIME] = "a la hora prevista",
    [WORD_LONGER] = "{1} de más",
    [WORD_SHORTER] = "{1} de menos",
    [WORD_AS_LONG] = "duración prevista",
    [WORD_SKIPPED] = "omitido",
    [WORD_NOT_RUN] = "sin cronometrar",
    [WORD_NOT_ENDED] = "no terminado",
    [WORD_UNPLANNED] = "no previsto",
    [WORD_STRETCHES] = "Segmentos reanudados varias veces",
    [WORD_TAKEN_BACK] = "anulado",
    [WORD_ENDED_AT] = "Fin previsto {1}, fin real {2}",
    [WORD_SPEAKING] = "Tiempo de uso de la palabra",
    [WORD_SPEAKING_TOTALS] = "Tiempo total de uso de la palabra",
    [WORD_SHARE] = "Tiempo asignado",
    [WORD_SPOKEN] = "Tiempo usado",
    [WORD_SPEAKER_NUMBER] = "Orador {1}",
    [WORD_TURN_NUMBER] = "Intervención {1}",
    [WORD_TRACK_NUMBER] = "Grupo {1}",
    [WORD_POSTER_NUMBER] = "Cartel {1}",
    [WORD_REQUEST_NUMBER] = "Petición de palabra {1}",
    [WORD_ORDER_NUMBER] = "Cuestión de orden {1}",
    [WORD_REPLACEMENT] = "Sustitución de {1}",
    [WORD_REPLACED_BY] = "sustituido por {1}",
    [WORD_FLOOR_PLACE] = "N.º en la lista de oradores",
    [WORD_SHARE_SECONDS] = "Tiempo asignado en segundos",
    [WORD_SPOKEN_SECONDS] = "Segundos de uso de la palabra",
    [WORD_OVER_SECONDS] = "Segundos por encima del tiempo asignado",

    [WORD_SPAN_MINUTES] = "{1} min",
    [WORD_SPAN_HOURS] = "{1} h",
    [WORD_SPAN_HOURS_MINUTES] = "{1} h {2}",

    [WORD_CONTENTS] = "Índice",
    [WORD_PAGE] = "Página {1} de {2}",

    [WORD_LONG_DATE] = "{1} {2} de {3} de {4}",
    [WORD_FIRST_DAY] = "1",
    [WORD_COLON] = ": ",
    [WORD_COMMA] = ", ",
    [WORD_SEMICOLON] = "; ",
};
NAME_TABLE_COMPLETE(words, WORD_COUNT);

static const char *const months[] = {"enero",      "febrero", "marzo",     "abril",
                                     "mayo",       "junio",   "julio",     "agosto",
                                     "septiembre", "octubre", "noviembre", "diciembre"};
NAME_TABLE_COMPLETE(months, MONTHS);

static const char *const weekdays[] = {"lunes",   "martes", "miércoles", "jueves",
                                       "viernes", "sábado", "domingo"};
NAME_TABLE_COMPLETE(weekdays, WEEKDAYS);

static const char *const roles[] = {
    [ROLE_PRESIDENT] = "Presidente",
    [ROLE_CHAIR] = "Presidencia de la sesión",
    [ROLE_SPEAKERS] = "Oradores",
    [ROLE_MODERATORS] = "Moderación",
    [ROLE_FACILITATORS] = "Facilitación",
    [ROLE_PRESENTERS] = "Presentación",
    [ROLE_CASE_PRESENTERS] = "Presentación de casos",
    [ROLE_RESPONDENTS] = "Comentaristas",
    [ROLE_RAPPORTEURS] = "Relatores",
};
NAME_TABLE_COMPLETE(roles, ROLE_COUNT);

static const char *const rules[] = {
    [ATTRIBUTION_NAMED] = "por nombre y entidad",
    [ATTRIBUTION_AFFILIATION] = "solo por entidad",
    [ATTRIBUTION_CHATHAM_HOUSE] = "ninguna (regla de Chatham House)",
};
NAME_TABLE_COMPLETE(rules, ATTRIBUTION_COUNT);

static const char *const entry_kinds[] = {
    [ENTRY_NOTE] = "Puntos clave",
    [ENTRY_CONCLUSION] = "Conclusiones",
    [ENTRY_RECOMMENDATION] = "Recomendaciones",
    [ENTRY_DECISION] = "Decisiones",
    [ENTRY_ACTION] = "Medidas",
    [ENTRY_STATEMENT] = "Declaraciones",
    [ENTRY_LEARNING] = "Principales enseñanzas",
    [ENTRY_CHALLENGE] = "Desafíos",
    [ENTRY_PRACTICE] = "Buenas prácticas",
    [ENTRY_QUESTION] = "Preguntas",
    [ENTRY_QUOTE] = "Citas",
};
NAME_TABLE_COMPLETE(entry_kinds, ENTRY_KIND_COUNT);

static const char *const entry_kinds_one[] = {
    [ENTRY_NOTE] = "nota",
    [ENTRY_CONCLUSION] = "conclusión",
    [ENTRY_RECOMMENDATION] = "recomendación",
    [ENTRY_DECISION] = "decisión",
    [ENTRY_ACTION] = "medida",
    [ENTRY_STATEMENT] = "declaración",
    [ENTRY_LEARNING] = "enseñanza",
    [ENTRY_CHALLENGE] = "desafío",
    [ENTRY_PRACTICE] = "buena práctica",
    [ENTRY_QUESTION] = "pregunta",
    [ENTRY_QUOTE] = "cita",
};
NAME_TABLE_COMPLETE(entry_kinds_one, ENTRY_KIND_COUNT);

static const char *const standings[] = {
    [STANDING_DRAFT] = "proyecto",
    [STANDING_PROPOSED] = "propuesto",
    [STANDING_ADOPTED] = "aprobado",
    [STANDING_ADOPTED_WITH_RESERVATION] = "aprobado con reserva",
    [STANDING_DEFERRED] = "aplazado",
    [STANDING_REFERRED] = "remitido",
    [STANDING_NOT_ADOPTED] = "no aprobado",
    [STANDING_WITHDRAWN] = "retirado",
};
NAME_TABLE_COMPLETE(standings, STANDING_COUNT);

static const char *const person_states[] = {
    [PERSON_CONFIRMED] = "confirmado", [PERSON_TBC] = "por confirmar",
    [PERSON_PRESENT] = "presente",     [PERSON_ABSENT] = "ausente",
    [PERSON_LATE] = "con retraso",     [PERSON_REPLACED] = "sustituido",
};
NAME_TABLE_COMPLETE(person_states, PERSON_STATE_COUNT);

static const char *const slot_kinds[] = {
    [SLOT_SESSION] = "sesión",
    [SLOT_REGISTRATION] = "inscripción",
    [SLOT_ARRIVAL] = "llegada",
    [SLOT_OPENING] = "apertura",
    [SLOT_INTRODUCTION] = "introducción",
    [SLOT_PANEL] = "panel",
    [SLOT_PRESENTATION] = "presentación",
    [SLOT_KEYNOTE] = "discurso principal",
    [SLOT_DISCUSSION] = "debate",
    [SLOT_BREAKOUTS] = "grupos paralelos",
    [SLOT_REPORTING] = "informes de los grupos",
    [SLOT_POSTERS] = "carteles",
    [SLOT_VISIT] = "visita",
    [SLOT_TAKEAWAY] = "ideas para retener",
    [SLOT_ADOPTION] = "aprobación",
    [SLOT_CEREMONY] = "ceremonia",
    [SLOT_CLOSING] = "clausura",
    [SLOT_BREAK] = "pausa",
    [SLOT_LUNCH] = "almuerzo",
    [SLOT_SOCIAL] = "encuentro social",
    [SLOT_SIDE_MEETING] = "reunión paralela",
    [SLOT_OTHER] = "otro",
};
NAME_TABLE_COMPLETE(slot_kinds, SLOT_KIND_COUNT);

static const struct language_name languages[] = {
    {"en", "inglés"},  {"fr", "francés"}, {"pt", "portugués"},
    {"es", "español"}, {"ar", "árabe"},   {NULL, NULL},
};

const struct report_words report_words_es = {
    .language = "es",
    .words = words,
    .months = months,
    .weekdays = weekdays,
    .roles = roles,
    .rules = rules,
    .entry_kinds = entry_kinds,
    .entry_kinds_one = entry_kinds_one,
    .standings = standings,
    .slot_kinds = slot_kinds,
    .person_states = person_states,
    .languages = languages,
};
