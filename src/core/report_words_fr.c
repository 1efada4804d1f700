/*
 * The words of reports in French. The order is that of the enums; what is missing is found by
 * the size of the table or by its test.
 */
#include "report_words_tables.h"

#include <dais/base/name_table.h>

static const char *const words[] = {
    [WORD_DRAFT] = "Projet : la séance n’est pas encore close.",
    [WORD_FINAL] = "Version finale : séance close le {1} à {2}.",
    [WORD_TEXTS_IN] = "Langue des textes du programme : {1}.",
    [WORD_ONLY_IN] = "uniquement en {1}",

    [WORD_REPORT] = "Compte rendu",
    [WORD_RECOMMENDATIONS] = "Recommandations",
    [WORD_SUMMARY] = "Synthèse",
    [WORD_TIMING] = "Horaires prévus et réels",
    [WORD_PROGRAMME] = "Programme",
    [WORD_PROGRAMME_AS_RUN] = "Programme tel qu’il s’est déroulé",

    [WORD_TITLE] = "Titre",
    [WORD_CODE] = "Code",
    [WORD_EVENT] = "Événement",
    [WORD_SERIES] = "Série",
    [WORD_PROJECT] = "Projet",
    [WORD_TYPE] = "Type",
    [WORD_DATE] = "Date",
    [WORD_TIME] = "Horaire",
    [WORD_VENUE] = "Lieu",
    [WORD_ORGANISERS] = "Organisation",
    [WORD_PARTNERS] = "Partenaires",
    [WORD_SUPPORTERS] = "Avec le soutien de",
    [WORD_PARTICIPANTS] = "Participants",
    [WORD_COUNTED] = "Participants comptés",
    [WORD_THEMES] = "Thèmes",
    [WORD_ATTRIBUTION] = "Attribution des propos",
    [WORD_CONTACTS] = "Contacts",
    [WORD_LINKS] = "Liens",

    [WORD_CONTEXT] = "Contexte",
    [WORD_OBJECTIVES] = "Objectifs",
    [WORD_EXPECTED_OUTCOMES] = "Résultats attendus",
    [WORD_DISCUSSION] = "Échanges",
    [WORD_LEFT_OPEN] = "Textes renvoyés, reportés ou non adoptés",
    [WORD_NONE_HERE] = "Aucun, hormis ceux qui suivent plus bas.",
    [WORD_WHOLE_SESSION] = "Ensemble de la séance",
    [WORD_FOLLOW_UP] = "Suites",
    [WORD_PEOPLE] = "Personnes",
    [WORD_PEOPLE_IN_PROGRAMME] =
        ("Les personnes annoncées figurent dans le programme ; personne n’est nommé "
         "ailleurs, sauf là où les propos étaient publics."),
    [WORD_NOT_NAMED] = "non nommés (règle d’attribution)",
    [WORD_OTHERS_NOT_NAMED] = "les autres ne sont pas nommés (règle d’attribution)",
    [WORD_NO_ENTRIES] = "Rien n’a été consigné.",
    [WORD_ANNEXES] = "Annexes",
    [WORD_IN_ANNEX] = "voir les annexes",
    [WORD_POSTER] = "Poster",
    [WORD_ORGANISATION] = "Organisme",
    [WORD_JOURNALS] = "Journaux",
    [WORD_JOURNALS_TEXT] =
        ("Ce compte rendu est tiré des seuls événements de ces journaux. Quiconque les "
         "détient retrouve les mêmes empreintes avec « dais verify »."),
    [WORD_WRITER] = "Auteur",
    [WORD_EVENTS] = "Événements",

    [WORD_PLANNED] = "Prévu",
    [WORD_ACTUAL] = "Réel",
    [WORD_ITEM] = "Point",
    [WORD_WITH] = "Avec",
    [WORD_ROOM] = "Salle",
    [WORD_STATUS] = "Statut",
    [WORD_OBJECTIVE] = "Objectif",
    [WORD_METHODOLOGY] = "Méthodologie",
    [WORD_GUIDING_QUESTIONS] = "Questions directrices",
    [WORD_ITEMS] = "Points",
    [WORD_TRACKS] = "En parallèle",
    [WORD_POSTERS] = "Posters",
    [WORD_ROUNDS] = "Tours",
    [WORD_ROUNDS_TEXT] = "{1} × {2}",
    [WORD_NOTE] = "Note",
    [WORD_TBC] = "à confirmer",
    [WORD_LEAD] = "chef de file",

    [WORD_NAME] = "Nom",
    [WORD_FUNCTION] = "Fonction",
    [WORD_AFFILIATION] = "Organisme",

    [WORD_NUMBER] = "Numéro",
    [WORD_KIND] = "Nature",
    [WORD_SLOT_NUMBER] = "N°",
    [WORD_SLOT] = "Créneau",
    [WORD_TRACK] = "Groupe",
    [WORD_RECORDED] = "Consigné",
    [WORD_TEXT] = "Texte",
    [WORD_SPEAKER] = "Intervenant",
    [WORD_ADDRESSEE] = "Destinataire",
    [WORD_LABEL] = "Intitulé",
    [WORD_OWNER] = "Responsable",
    [WORD_DEADLINE] = "Échéance",
    [WORD_PRIORITY] = "Priorité",
    [WORD_LANGUAGE] = "Langue",
    [WORD_STANDING] = "Statut",
    [WORD_MISSING_LANGUAGES] = "Non traduit en",
    [WORD_SIDE_BY_SIDE] = "Côte à côte avec",
    [WORD_CHANGED_SINCE_ADOPTION] = "Modifié depuis l’adoption, en",
    [WORD_CHECK_SUM] = "Empreinte",
    [WORD_RESERVATION] = "Réserve",
    [WORD_PROPOSED_TEXT] = "Tel que proposé",
    [WORD_FIRST_TEXT] = "Première rédaction",
    [WORD_VERSIONS] = "Versions",
    [WORD_REASON] = "Motif",
    [WORD_REFERRED_TO] = "Renvoyé à",
    [WORD_SHOW_OF_HANDS] = "Vote à main levée",
    [WORD_HANDS] = "{1} pour, {2} contre, {3} abstentions",
    [WORD_CURRENT_TEXT] = "Texte actuel",
    [WORD_TRANSLATION_OF] = "Traduction de",
    [WORD_TRANSLATION] = "traduction",
    [WORD_TRANSLATED] = "Traduction",
    [WORD_OUTDATED] = "plus ancienne que l’original",
    [WORD_MERGED] = "Fusionnés avec",
    [WORD_ID] = "Identifiant",
    [WORD_SLOT_ID] = "Identifiant du créneau",

    [WORD_DAY] = "Jour",
    [WORD_START] = "Début",
    [WORD_END] = "Fin",
    [WORD_MINUTES] = "Minutes",
    [WORD_PLANNED_START] = "Début prévu",
    [WORD_PLANNED_END] = "Fin prévue",
    [WORD_PLANNED_MINUTES] = "Minutes prévues",
    [WORD_ACTUAL_START] = "Début réel",
    [WORD_ACTUAL_END] = "Fin réelle",
    [WORD_ACTUAL_MINUTES] = "Minutes réelles",
    [WORD_PAUSED_MINUTES] = "Minutes de pause",
    [WORD_LATE_MINUTES] = "Minutes de retard",
    [WORD_EARLY_MINUTES] = "Minutes d’avance",
    [WORD_LONGER_MINUTES] = "Minutes en plus",
    [WORD_SHORTER_MINUTES] = "Minutes en moins",
    [WORD_REMARK] = "Remarque",
    [WORD_LATE] = "{1} de retard",
    [WORD_EARLY] = "{1} d’avance",
    [WORD_ON_TIME] = "à l’heure",
    [WORD_LONGER] = "{1} de plus",
    [WORD_SHORTER] = "{1} de moins",
    [WORD_AS_LONG] = "durée prévue",
    [WORD_SKIPPED] = "sauté",
    [WORD_NOT_RUN] = "non chronométré",
    [WORD_NOT_ENDED] = "non terminé",
    [WORD_UNPLANNED] = "non prévu",
    [WORD_STRETCHES] = "Créneaux repris plusieurs fois",
    [WORD_TAKEN_BACK] = "annulé",
    [WORD_ENDED_AT] = "Fin prévue {1}, fin réelle {2}",
    [WORD_SPEAKING] = "Temps de parole",
    [WORD_SPEAKING_TOTALS] = "Temps de parole au total",
    [WORD_SHARE] = "Part",
    [WORD_SPOKEN] = "Parole",
    [WORD_SPEAKER_NUMBER] = "Intervenant {1}",
    [WORD_TURN_NUMBER] = "Prise de parole {1}",
    [WORD_TRACK_NUMBER] = "Groupe {1}",
    [WORD_POSTER_NUMBER] = "Poster {1}",
    [WORD_REQUEST_NUMBER] = "Demande {1}",
    [WORD_ORDER_NUMBER] = "Motion d’ordre {1}",
    [WORD_REPLACEMENT] = "Remplacement de {1}",
    [WORD_REPLACED_BY] = "remplacé par {1}",
    [WORD_FLOOR_PLACE] = "N° dans la liste",
    [WORD_SHARE_SECONDS] = "Part en secondes",
    [WORD_SPOKEN_SECONDS] = "Secondes de parole",
    [WORD_OVER_SECONDS] = "Secondes au-delà de la part",

    [WORD_SPAN_MINUTES] = "{1} min",
    [WORD_SPAN_HOURS] = "{1} h",
    [WORD_SPAN_HOURS_MINUTES] = "{1} h {2}",

    [WORD_CONTENTS] = "Sommaire",
    [WORD_PAGE] = "Page {1} sur {2}",

    [WORD_LONG_DATE] = "{1} {2} {3} {4}",
    [WORD_FIRST_DAY] = "1er",
    [WORD_COLON] = " : ",
    [WORD_COMMA] = ", ",
    [WORD_SEMICOLON] = " ; ",
};
NAME_TABLE_COMPLETE(words, WORD_COUNT);

static const char *const months[] = {"janvier",   "février", "mars",     "avril",
                                     "mai",       "juin",    "juillet",  "août",
                                     "septembre", "octobre", "novembre", "décembre"};
NAME_TABLE_COMPLETE(months, MONTHS);

static const char *const weekdays[] = {"lundi",    "mardi",  "mercredi", "jeudi",
                                       "vendredi", "samedi", "dimanche"};
NAME_TABLE_COMPLETE(weekdays, WEEKDAYS);

static const char *const roles[] = {
    [ROLE_PRESIDENT] = "Présidence",
    [ROLE_CHAIR] = "Présidence de séance",
    [ROLE_SPEAKERS] = "Intervenants",
    [ROLE_MODERATORS] = "Modération",
    [ROLE_FACILITATORS] = "Facilitation",
    [ROLE_PRESENTERS] = "Présentation",
    [ROLE_CASE_PRESENTERS] = "Présentation de cas",
    [ROLE_RESPONDENTS] = "Réponse",
    [ROLE_RAPPORTEURS] = "Rapporteurs",
};
NAME_TABLE_COMPLETE(roles, ROLE_COUNT);

static const char *const rules[] = {
    [ATTRIBUTION_NAMED] = "par nom et organisme",
    [ATTRIBUTION_AFFILIATION] = "par organisme seulement",
    [ATTRIBUTION_CHATHAM_HOUSE] = "aucune (règle de Chatham House)",
};
NAME_TABLE_COMPLETE(rules, ATTRIBUTION_COUNT);

static const char *const entry_kinds[] = {
    [ENTRY_NOTE] = "Points clés",
    [ENTRY_CONCLUSION] = "Conclusions",
    [ENTRY_RECOMMENDATION] = "Recommandations",
    [ENTRY_DECISION] = "Décisions",
    [ENTRY_ACTION] = "Actions",
    [ENTRY_STATEMENT] = "Déclarations",
    [ENTRY_LEARNING] = "Enseignements",
    [ENTRY_CHALLENGE] = "Défis",
    [ENTRY_PRACTICE] = "Bonnes pratiques",
    [ENTRY_QUESTION] = "Questions",
    [ENTRY_QUOTE] = "Citations",
};
NAME_TABLE_COMPLETE(entry_kinds, ENTRY_KIND_COUNT);

static const char *const entry_kinds_one[] = {
    [ENTRY_NOTE] = "note",
    [ENTRY_CONCLUSION] = "conclusion",
    [ENTRY_RECOMMENDATION] = "recommandation",
    [ENTRY_DECISION] = "décision",
    [ENTRY_ACTION] = "action",
    [ENTRY_STATEMENT] = "déclaration",
    [ENTRY_LEARNING] = "enseignement",
    [ENTRY_CHALLENGE] = "défi",
    [ENTRY_PRACTICE] = "bonne pratique",
    [ENTRY_QUESTION] = "question",
    [ENTRY_QUOTE] = "citation",
};
NAME_TABLE_COMPLETE(entry_kinds_one, ENTRY_KIND_COUNT);

static const char *const standings[] = {
    [STANDING_DRAFT] = "projet",
    [STANDING_PROPOSED] = "proposé",
    [STANDING_ADOPTED] = "adopté",
    [STANDING_ADOPTED_WITH_RESERVATION] = "adopté avec réserve",
    [STANDING_DEFERRED] = "reporté",
    [STANDING_REFERRED] = "renvoyé",
    [STANDING_NOT_ADOPTED] = "non adopté",
    [STANDING_WITHDRAWN] = "retiré",
};
NAME_TABLE_COMPLETE(standings, STANDING_COUNT);

static const char *const person_states[] = {
    [PERSON_CONFIRMED] = "confirmé", [PERSON_TBC] = "à confirmer", [PERSON_PRESENT] = "présent",
    [PERSON_ABSENT] = "absent",      [PERSON_LATE] = "en retard",  [PERSON_REPLACED] = "remplacé",
};
NAME_TABLE_COMPLETE(person_states, PERSON_STATE_COUNT);

static const char *const slot_kinds[] = {
    [SLOT_SESSION] = "séance",
    [SLOT_REGISTRATION] = "inscription",
    [SLOT_ARRIVAL] = "arrivée",
    [SLOT_OPENING] = "ouverture",
    [SLOT_INTRODUCTION] = "introduction",
    [SLOT_PANEL] = "panel",
    [SLOT_PRESENTATION] = "présentation",
    [SLOT_KEYNOTE] = "discours d’orientation",
    [SLOT_DISCUSSION] = "discussion",
    [SLOT_BREAKOUTS] = "groupes parallèles",
    [SLOT_REPORTING] = "restitution des groupes",
    [SLOT_POSTERS] = "posters",
    [SLOT_VISIT] = "visite",
    [SLOT_TAKEAWAY] = "enseignements à retenir",
    [SLOT_ADOPTION] = "adoption",
    [SLOT_CEREMONY] = "cérémonie",
    [SLOT_CLOSING] = "clôture",
    [SLOT_BREAK] = "pause",
    [SLOT_LUNCH] = "déjeuner",
    [SLOT_SOCIAL] = "rencontre conviviale",
    [SLOT_SIDE_MEETING] = "réunion parallèle",
    [SLOT_OTHER] = "autre",
};
NAME_TABLE_COMPLETE(slot_kinds, SLOT_KIND_COUNT);

static const struct language_name languages[] = {
    {"en", "anglais"},  {"fr", "français"}, {"pt", "portugais"},
    {"es", "espagnol"}, {"ar", "arabe"},    {NULL, NULL},
};

const struct report_words report_words_fr = {
    .language = "fr",
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
