/*
 * The words of reports in Portuguese. The order is that of the enums; what is missing is found by
 * the size of the table or by its test.
 */
#include "report_words_tables.h"

#include <dais/base/name_table.h>

static const char *const words[] = {
    [WORD_DRAFT] = "Projeto: a sessão ainda não foi encerrada.",
    [WORD_FINAL] = "Versão final: sessão encerrada a {1}, às {2}.",
    [WORD_TEXTS_IN] = "Língua dos textos do programa: {1}.",
    [WORD_ONLY_IN] = "apenas em {1}",

    [WORD_REPORT] = "Relatório",
    [WORD_RECOMMENDATIONS] = "Recomendações",
    [WORD_SUMMARY] = "Resumo",
    [WORD_TIMING] = "Horários previstos e reais",
    [WORD_PROGRAMME] = "Programa",
    [WORD_PROGRAMME_AS_RUN] = "Programa tal como decorreu",

    [WORD_TITLE] = "Título",
    [WORD_CODE] = "Código",
    [WORD_EVENT] = "Evento",
    [WORD_SERIES] = "Série",
    [WORD_PROJECT] = "Projeto",
    [WORD_TYPE] = "Tipo",
    [WORD_DATE] = "Data",
    [WORD_TIME] = "Horário",
    [WORD_VENUE] = "Local",
    [WORD_ORGANISERS] = "Organização",
    [WORD_PARTNERS] = "Parceiros",
    [WORD_SUPPORTERS] = "Com o apoio de",
    [WORD_PARTICIPANTS] = "Participantes",
    [WORD_COUNTED] = "Participantes contados",
    [WORD_THEMES] = "Temas",
    [WORD_ATTRIBUTION] = "Atribuição das intervenções",
    [WORD_CONTACTS] = "Contactos",
    [WORD_LINKS] = "Ligações",

    [WORD_CONTEXT] = "Contexto",
    [WORD_OBJECTIVES] = "Objetivos",
    [WORD_EXPECTED_OUTCOMES] = "Resultados esperados",
    [WORD_DISCUSSION] = "Debates",
    [WORD_LEFT_OPEN] = "Textos remetidos, adiados ou não adotados",
    [WORD_NONE_HERE] = "Nenhum além dos que constam mais abaixo.",
    [WORD_WHOLE_SESSION] = "A sessão no seu conjunto",
    [WORD_FOLLOW_UP] = "Próximos passos",
    [WORD_PEOPLE] = "Pessoas",
    [WORD_PEOPLE_IN_PROGRAMME] =
        ("As pessoas anunciadas constam do programa; ninguém é nomeado noutro lugar, "
         "salvo onde as intervenções foram públicas."),
    [WORD_NOT_NAMED] = "não nomeados (regra de atribuição)",
    [WORD_OTHERS_NOT_NAMED] = "os restantes não são nomeados (regra de atribuição)",
    [WORD_NO_ENTRIES] = "Nada foi registado.",
    [WORD_ANNEXES] = "Anexos",
    [WORD_IN_ANNEX] = "ver os anexos",
    [WORD_POSTER] = "Póster",
    [WORD_ORGANISATION] = "Organização",
    [WORD_JOURNALS] = "Diários",
    [WORD_JOURNALS_TEXT] =
        ("Este relatório foi feito apenas a partir dos acontecimentos destes diários. Quem os "
         "tiver obtém as mesmas somas de controlo com “dais verify”."),
    [WORD_WRITER] = "Autor",
    [WORD_EVENTS] = "Acontecimentos",

    [WORD_PLANNED] = "Previsto",
    [WORD_ACTUAL] = "Real",
    [WORD_ITEM] = "Ponto",
    [WORD_WITH] = "Com",
    [WORD_ROOM] = "Sala",
    [WORD_STATUS] = "Estado",
    [WORD_OBJECTIVE] = "Objetivo",
    [WORD_METHODOLOGY] = "Metodologia",
    [WORD_GUIDING_QUESTIONS] = "Perguntas orientadoras",
    [WORD_ITEMS] = "Pontos",
    [WORD_TRACKS] = "Em paralelo",
    [WORD_POSTERS] = "Cartazes",
    [WORD_ROUNDS] = "Rondas",
    [WORD_ROUNDS_TEXT] = "{1} × {2}",
    [WORD_NOTE] = "Nota",
    [WORD_TBC] = "a confirmar",
    [WORD_LEAD] = "entidade líder",

    [WORD_NAME] = "Nome",
    [WORD_FUNCTION] = "Função",
    [WORD_AFFILIATION] = "Instituição",

    [WORD_NUMBER] = "Número",
    [WORD_KIND] = "Natureza",
    [WORD_SLOT_NUMBER] = "N.º",
    [WORD_SLOT] = "Segmento",
    [WORD_TRACK] = "Grupo",
    [WORD_RECORDED] = "Registado",
    [WORD_TEXT] = "Texto",
    [WORD_SPEAKER] = "Orador",
    [WORD_ADDRESSEE] = "Dirigido a",
    [WORD_LABEL] = "Título",
    [WORD_OWNER] = "Responsável",
    [WORD_DEADLINE] = "Prazo",
    [WORD_PRIORITY] = "Prioridade",
    [WORD_LANGUAGE] = "Língua",
    [WORD_STANDING] = "Situação",
    [WORD_MISSING_LANGUAGES] = "Sem tradução em",
    [WORD_SIDE_BY_SIDE] = "Lado a lado com",
    [WORD_CHANGED_SINCE_ADOPTION] = "Alterado desde a adoção, para",
    [WORD_CHECK_SUM] = "Soma de verificação",
    [WORD_RESERVATION] = "Reserva",
    [WORD_PROPOSED_TEXT] = "Tal como proposto",
    [WORD_FIRST_TEXT] = "Primeira redação",
    [WORD_VERSIONS] = "Versões",
    [WORD_REASON] = "Motivo",
    [WORD_REFERRED_TO] = "Remetido a",
    [WORD_SHOW_OF_HANDS] = "Votação de braço no ar",
    [WORD_HANDS] = "{1} a favor, {2} contra, {3} abstenções",
    [WORD_CURRENT_TEXT] = "Texto atual",
    [WORD_TRANSLATION_OF] = "Tradução de",
    [WORD_TRANSLATION] = "tradução",
    [WORD_TRANSLATED] = "Tradução",
    [WORD_OUTDATED] = "mais antiga do que o original",
    [WORD_MERGED] = "Fundidas com ela",
    [WORD_ID] = "Identificador",
    [WORD_SLOT_ID] = "Identificador do segmento",

    [WORD_DAY] = "Dia",
    [WORD_START] = "Início",
    [WORD_END] = "Fim",
    [WORD_MINUTES] = "Minutos",
    [WORD_PLANNED_START] = "Início previsto",
    [WORD_PLANNED_END] = "Fim previsto",
    [WORD_PLANNED_MINUTES] = "Minutos previstos",
    [WORD_ACTUAL_START] = "Início real",
    [WORD_ACTUAL_END] = "Fim real",
    [WORD_ACTUAL_MINUTES] = "Minutos reais",
    [WORD_PAUSED_MINUTES] = "Minutos em pausa",
    [WORD_LATE_MINUTES] = "Minutos de atraso",
    [WORD_EARLY_MINUTES] = "Minutos de avanço",
    [WORD_LONGER_MINUTES] = "Minutos a mais",
    [WORD_SHORTER_MINUTES] = "Minutos a menos",
    [WORD_REMARK] = "Observação",
    [WORD_LATE] = "{1} de atraso",
    [WORD_EARLY] = "{1} de avanço",
    [WORD_ON_TIME] = "à hora prevista",
    [WORD_LONGER] = "{1} a mais",
    [WORD_SHORTER] = "{1} a menos",
    [WORD_AS_LONG] = "duração prevista",
    [WORD_SKIPPED] = "omitido",
    [WORD_NOT_RUN] = "não cronometrado",
    [WORD_NOT_ENDED] = "não terminado",
    [WORD_UNPLANNED] = "não previsto",
    [WORD_STRETCHES] = "Segmentos retomados várias vezes",
    [WORD_TAKEN_BACK] = "anulado",
    [WORD_ENDED_AT] = "Fim previsto {1}, fim real {2}",
    [WORD_SPEAKING] = "Tempo de uso da palavra",
    [WORD_SPEAKING_TOTALS] = "Tempo total de uso da palavra",
    [WORD_SHARE] = "Tempo atribuído",
    [WORD_SPOKEN] = "Tempo usado",
    [WORD_SPEAKER_NUMBER] = "Orador {1}",
    [WORD_TURN_NUMBER] = "Intervenção {1}",
    [WORD_TRACK_NUMBER] = "Grupo {1}",
    [WORD_POSTER_NUMBER] = "Cartaz {1}",
    [WORD_REQUEST_NUMBER] = "Pedido de palavra {1}",
    [WORD_ORDER_NUMBER] = "Ponto de ordem {1}",
    [WORD_REPLACEMENT] = "Substituição de {1}",
    [WORD_REPLACED_BY] = "substituído por {1}",
    [WORD_FLOOR_PLACE] = "N.º na lista de oradores",
    [WORD_SHARE_SECONDS] = "Tempo atribuído em segundos",
    [WORD_SPOKEN_SECONDS] = "Segundos de uso da palavra",
    [WORD_OVER_SECONDS] = "Segundos além do tempo atribuído",

    [WORD_SPAN_MINUTES] = "{1} min",
    [WORD_SPAN_HOURS] = "{1} h",
    [WORD_SPAN_HOURS_MINUTES] = "{1} h {2}",

    [WORD_CONTENTS] = "Sumário",
    [WORD_PAGE] = "Página {1} de {2}",

    [WORD_LONG_DATE] = "{1}, {2} de {3} de {4}",
    [WORD_FIRST_DAY] = "1",
    [WORD_COLON] = ": ",
    [WORD_COMMA] = ", ",
    [WORD_SEMICOLON] = "; ",
};
NAME_TABLE_COMPLETE(words, WORD_COUNT);

static const char *const months[] = {"janeiro",  "fevereiro", "março",    "abril",
                                     "maio",     "junho",     "julho",    "agosto",
                                     "setembro", "outubro",   "novembro", "dezembro"};
NAME_TABLE_COMPLETE(months, MONTHS);

static const char *const weekdays[] = {"segunda-feira", "terça-feira", "quarta-feira",
                                       "quinta-feira",  "sexta-feira", "sábado",
                                       "domingo"};
NAME_TABLE_COMPLETE(weekdays, WEEKDAYS);

static const char *const roles[] = {
    [ROLE_PRESIDENT] = "Presidente",
    [ROLE_CHAIR] = "Presidência da sessão",
    [ROLE_SPEAKERS] = "Oradores",
    [ROLE_MODERATORS] = "Moderação",
    [ROLE_FACILITATORS] = "Facilitação",
    [ROLE_PRESENTERS] = "Apresentação",
    [ROLE_CASE_PRESENTERS] = "Apresentação de casos",
    [ROLE_RESPONDENTS] = "Comentadores",
    [ROLE_RAPPORTEURS] = "Relatores",
};
NAME_TABLE_COMPLETE(roles, ROLE_COUNT);

static const char *const rules[] = {
    [ATTRIBUTION_NAMED] = "por nome e instituição",
    [ATTRIBUTION_AFFILIATION] = "apenas por instituição",
    [ATTRIBUTION_CHATHAM_HOUSE] = "nenhuma (regra de Chatham House)",
};
NAME_TABLE_COMPLETE(rules, ATTRIBUTION_COUNT);

static const char *const entry_kinds[] = {
    [ENTRY_NOTE] = "Pontos-chave",
    [ENTRY_CONCLUSION] = "Conclusões",
    [ENTRY_RECOMMENDATION] = "Recomendações",
    [ENTRY_DECISION] = "Decisões",
    [ENTRY_ACTION] = "Ações",
    [ENTRY_STATEMENT] = "Declarações",
    [ENTRY_LEARNING] = "Principais ensinamentos",
    [ENTRY_CHALLENGE] = "Desafios",
    [ENTRY_PRACTICE] = "Boas práticas",
    [ENTRY_QUESTION] = "Perguntas",
    [ENTRY_QUOTE] = "Citações",
};
NAME_TABLE_COMPLETE(entry_kinds, ENTRY_KIND_COUNT);

static const char *const entry_kinds_one[] = {
    [ENTRY_NOTE] = "nota",
    [ENTRY_CONCLUSION] = "conclusão",
    [ENTRY_RECOMMENDATION] = "recomendação",
    [ENTRY_DECISION] = "decisão",
    [ENTRY_ACTION] = "ação",
    [ENTRY_STATEMENT] = "declaração",
    [ENTRY_LEARNING] = "ensinamento",
    [ENTRY_CHALLENGE] = "desafio",
    [ENTRY_PRACTICE] = "boa prática",
    [ENTRY_QUESTION] = "pergunta",
    [ENTRY_QUOTE] = "citação",
};
NAME_TABLE_COMPLETE(entry_kinds_one, ENTRY_KIND_COUNT);

static const char *const standings[] = {
    [STANDING_DRAFT] = "projeto",
    [STANDING_PROPOSED] = "proposto",
    [STANDING_ADOPTED] = "adotado",
    [STANDING_ADOPTED_WITH_RESERVATION] = "adotado com reserva",
    [STANDING_DEFERRED] = "adiado",
    [STANDING_REFERRED] = "remetido",
    [STANDING_NOT_ADOPTED] = "não adotado",
    [STANDING_WITHDRAWN] = "retirado",
};
NAME_TABLE_COMPLETE(standings, STANDING_COUNT);

static const char *const person_states[] = {
    [PERSON_CONFIRMED] = "confirmado", [PERSON_TBC] = "a confirmar",
    [PERSON_PRESENT] = "presente",     [PERSON_ABSENT] = "ausente",
    [PERSON_LATE] = "atrasado",        [PERSON_REPLACED] = "substituído",
};
NAME_TABLE_COMPLETE(person_states, PERSON_STATE_COUNT);

static const char *const slot_kinds[] = {
    [SLOT_SESSION] = "sessão",
    [SLOT_REGISTRATION] = "inscrição",
    [SLOT_ARRIVAL] = "chegada",
    [SLOT_OPENING] = "abertura",
    [SLOT_INTRODUCTION] = "introdução",
    [SLOT_PANEL] = "painel",
    [SLOT_PRESENTATION] = "apresentação",
    [SLOT_KEYNOTE] = "discurso principal",
    [SLOT_DISCUSSION] = "debate",
    [SLOT_BREAKOUTS] = "grupos paralelos",
    [SLOT_REPORTING] = "relatos dos grupos",
    [SLOT_POSTERS] = "cartazes",
    [SLOT_VISIT] = "visita",
    [SLOT_TAKEAWAY] = "ideias a reter",
    [SLOT_ADOPTION] = "adoção",
    [SLOT_CEREMONY] = "cerimónia",
    [SLOT_CLOSING] = "encerramento",
    [SLOT_BREAK] = "pausa",
    [SLOT_LUNCH] = "almoço",
    [SLOT_SOCIAL] = "convívio",
    [SLOT_SIDE_MEETING] = "reunião paralela",
    [SLOT_OTHER] = "outro",
};
NAME_TABLE_COMPLETE(slot_kinds, SLOT_KIND_COUNT);

static const struct language_name languages[] = {
    {"en", "inglês"},   {"fr", "francês"}, {"pt", "português"},
    {"es", "espanhol"}, {"ar", "árabe"},   {NULL, NULL},
};

const struct report_words report_words_pt = {
    .language = "pt",
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
