/*
 * The words of reports in Arabic. The order is that of the enums; what is missing is found by
 * the size of the table or by its test.
 */
#include "report_words_tables.h"

#include <dais/base/name_table.h>

static const char *const words[] = {
    [WORD_DRAFT] = "مسودة: لم تُختتم الجلسة بعد.",
    [WORD_FINAL] = "نسخة نهائية: اختُتمت الجلسة يوم {1} الساعة {2}.",
    [WORD_TEXTS_IN] = "لغة نصوص البرنامج: {1}.",
    [WORD_ONLY_IN] = "باللغة {1} فقط",

    [WORD_REPORT] = "تقرير",
    [WORD_RECOMMENDATIONS] = "التوصيات",
    [WORD_SUMMARY] = "موجز",
    [WORD_TIMING] = "المواعيد المقررة والفعلية",
    [WORD_PROGRAMME] = "البرنامج",
    [WORD_PROGRAMME_AS_RUN] = "البرنامج كما جرى",

    [WORD_TITLE] = "العنوان",
    [WORD_CODE] = "الرمز",
    [WORD_EVENT] = "الفعالية",
    [WORD_SERIES] = "السلسلة",
    [WORD_PROJECT] = "المشروع",
    [WORD_TYPE] = "النوع",
    [WORD_DATE] = "التاريخ",
    [WORD_TIME] = "التوقيت",
    [WORD_VENUE] = "المكان",
    [WORD_ORGANISERS] = "الجهات المنظِّمة",
    [WORD_PARTNERS] = "الشركاء",
    [WORD_SUPPORTERS] = "بدعم من",
    [WORD_PARTICIPANTS] = "المشاركون",
    [WORD_COUNTED] = "عدد المشاركين",
    [WORD_THEMES] = "المواضيع",
    [WORD_ATTRIBUTION] = "نسبة الأقوال إلى قائليها",
    [WORD_CONTACTS] = "جهات الاتصال",
    [WORD_LINKS] = "روابط",

    [WORD_CONTEXT] = "السياق",
    [WORD_OBJECTIVES] = "الأهداف",
    [WORD_EXPECTED_OUTCOMES] = "النتائج المتوقعة",
    [WORD_DISCUSSION] = "المناقشات",
    [WORD_LEFT_OPEN] = "نصوص أُحيلت أو أُرجئت أو لم تُعتمد",
    [WORD_NONE_HERE] = "لا شيء سوى ما يرد أدناه.",
    [WORD_WHOLE_SESSION] = "الجلسة ككل",
    [WORD_FOLLOW_UP] = "الخطوات التالية",
    [WORD_PEOPLE] = "الأشخاص",
    [WORD_PEOPLE_IN_PROGRAMME] =
        ("ترد أسماء من أُعلن عنهم في البرنامج؛ ولا يُذكر اسم أحد في غيره، "
         "إلا حيث كانت الأقوال علنية."),
    [WORD_NOT_NAMED] = "لا تُذكر الأسماء (قاعدة نسبة الأقوال)",
    [WORD_OTHERS_NOT_NAMED] = "لا تُذكر أسماء الآخرين (قاعدة نسبة الأقوال)",
    [WORD_NO_ENTRIES] = "لم يُسجَّل شيء.",
    [WORD_ANNEXES] = "المرفقات",
    [WORD_IN_ANNEX] = "انظر المرفقات",
    [WORD_POSTER] = "الملصق",
    [WORD_ORGANISATION] = "الجهة",
    [WORD_JOURNALS] = "السجلات",
    [WORD_JOURNALS_TEXT] =
        ("أُعدّ هذا التقرير من أحداث هذه السجلات وحدها. ومن كانت لديه يصل إلى بصمات التحقق "
         "نفسها بالأمر “dais verify”."),
    [WORD_WRITER] = "الكاتب",
    [WORD_EVENTS] = "الأحداث",

    [WORD_PLANNED] = "المقرر",
    [WORD_ACTUAL] = "الفعلي",
    [WORD_ITEM] = "البند",
    [WORD_WITH] = "بمشاركة",
    [WORD_ROOM] = "القاعة",
    [WORD_STATUS] = "الحالة",
    [WORD_OBJECTIVE] = "الهدف",
    [WORD_METHODOLOGY] = "المنهجية",
    [WORD_GUIDING_QUESTIONS] = "الأسئلة التوجيهية",
    [WORD_ITEMS] = "النقاط",
    [WORD_TRACKS] = "بالتوازي",
    [WORD_POSTERS] = "الملصقات",
    [WORD_ROUNDS] = "الجولات",
    [WORD_ROUNDS_TEXT] = "{1} × {2}",
    [WORD_NOTE] = "ملاحظة",
    [WORD_TBC] = "رهن التأكيد",
    [WORD_LEAD] = "الجهة الرائدة",

    [WORD_NAME] = "الاسم",
    [WORD_FUNCTION] = "المنصب",
    [WORD_AFFILIATION] = "الجهة",

    [WORD_NUMBER] = "رقم القيد",
    [WORD_KIND] = "الصنف",
    [WORD_SLOT_NUMBER] = "الرقم",
    [WORD_SLOT] = "الفقرة",
    [WORD_TRACK] = "المجموعة",
    [WORD_RECORDED] = "وقت التسجيل",
    [WORD_TEXT] = "النص",
    [WORD_SPEAKER] = "المتكلم",
    [WORD_ADDRESSEE] = "موجَّه إلى",
    [WORD_LABEL] = "العنوان",
    [WORD_OWNER] = "المسؤول",
    [WORD_DEADLINE] = "الموعد النهائي",
    [WORD_PRIORITY] = "الأولوية",
    [WORD_LANGUAGE] = "اللغة",
    [WORD_STANDING] = "الوضع",
    [WORD_MISSING_LANGUAGES] = "غير مترجم إلى",
    [WORD_SIDE_BY_SIDE] = "جنبًا إلى جنب مع",
    [WORD_CHANGED_SINCE_ADOPTION] = "عُدِّل بعد الاعتماد إلى",
    [WORD_CHECK_SUM] = "المجموع الاختباري",
    [WORD_RESERVATION] = "تحفظ",
    [WORD_PROPOSED_TEXT] = "كما اقتُرح",
    [WORD_FIRST_TEXT] = "الصياغة الأولى",
    [WORD_VERSIONS] = "عدد الصيغ",
    [WORD_REASON] = "السبب",
    [WORD_REFERRED_TO] = "محال إلى",
    [WORD_SHOW_OF_HANDS] = "التصويت برفع الأيدي",
    [WORD_HANDS] = "المؤيدون: {1}، المعارضون: {2}، الممتنعون: {3}",
    [WORD_CURRENT_TEXT] = "النص الحالي",
    [WORD_TRANSLATION_OF] = "ترجمة",
    [WORD_TRANSLATION] = "ترجمة",
    [WORD_TRANSLATED] = "الترجمة",
    [WORD_OUTDATED] = "أقدم من النص الأصلي",
    [WORD_MERGED] = "دُمج فيه",
    [WORD_ID] = "المعرِّف",
    [WORD_SLOT_ID] = "معرِّف الفقرة",

    [WORD_DAY] = "اليوم",
    [WORD_START] = "البداية",
    [WORD_END] = "النهاية",
    [WORD_MINUTES] = "الدقائق",
    [WORD_PLANNED_START] = "البداية المقررة",
    [WORD_PLANNED_END] = "النهاية المقررة",
    [WORD_PLANNED_MINUTES] = "الدقائق المقررة",
    [WORD_ACTUAL_START] = "البداية الفعلية",
    [WORD_ACTUAL_END] = "النهاية الفعلية",
    [WORD_ACTUAL_MINUTES] = "الدقائق الفعلية",
    [WORD_PAUSED_MINUTES] = "دقائق التوقف",
    [WORD_LATE_MINUTES] = "دقائق التأخير",
    [WORD_EARLY_MINUTES] = "دقائق التبكير",
    [WORD_LONGER_MINUTES] = "دقائق الزيادة",
    [WORD_SHORTER_MINUTES] = "دقائق النقصان",
    [WORD_REMARK] = "ملاحظات",
    [WORD_LATE] = "تأخير {1}",
    [WORD_EARLY] = "تبكير {1}",
    [WORD_ON_TIME] = "في الموعد",
    [WORD_LONGER] = "أطول بمقدار {1}",
    [WORD_SHORTER] = "أقصر بمقدار {1}",
    [WORD_AS_LONG] = "المدة كما تقررت",
    [WORD_SKIPPED] = "أُلغي",
    [WORD_NOT_RUN] = "لم يُسجَّل توقيته",
    [WORD_NOT_ENDED] = "لم ينتهِ",
    [WORD_UNPLANNED] = "غير مقرر",
    [WORD_STRETCHES] = "فقرات استؤنفت أكثر من مرة",
    [WORD_TAKEN_BACK] = "أُبطل",
    [WORD_ENDED_AT] = "النهاية المقررة {1}، النهاية الفعلية {2}",
    [WORD_SPEAKING] = "مدة الكلام",
    [WORD_SPEAKING_TOTALS] = "مجموع مدة الكلام",
    [WORD_SHARE] = "المدة المخصصة",
    [WORD_SPOKEN] = "المدة المستخدمة",
    [WORD_SPEAKER_NUMBER] = "المتكلم {1}",
    [WORD_TURN_NUMBER] = "المداخلة {1}",
    [WORD_TRACK_NUMBER] = "المجموعة {1}",
    [WORD_POSTER_NUMBER] = "الملصق {1}",
    [WORD_REQUEST_NUMBER] = "طلب الكلمة {1}",
    [WORD_ORDER_NUMBER] = "نقطة نظام {1}",
    [WORD_REPLACEMENT] = "بديل {1}",
    [WORD_REPLACED_BY] = "حل محله {1}",
    [WORD_FLOOR_PLACE] = "الرقم في قائمة المتكلمين",
    [WORD_SHARE_SECONDS] = "المدة المخصصة بالثواني",
    [WORD_SPOKEN_SECONDS] = "ثواني الكلام",
    [WORD_OVER_SECONDS] = "الثواني الزائدة على المدة المخصصة",

    [WORD_SPAN_MINUTES] = "{1} د",
    [WORD_SPAN_HOURS] = "{1} س",
    [WORD_SPAN_HOURS_MINUTES] = "{1} س {2} د",

    [WORD_CONTENTS] = "المحتويات",
    [WORD_PAGE] = "صفحة {1} من {2}",

    [WORD_LONG_DATE] = "{1}، {2} {3} {4}",
    [WORD_FIRST_DAY] = "1",
    [WORD_COLON] = ": ",
    [WORD_COMMA] = "، ",
    [WORD_SEMICOLON] = "؛ ",
};
NAME_TABLE_COMPLETE(words, WORD_COUNT);

static const char *const months[] = {
    "كانون الثاني/يناير", "شباط/فبراير",        "آذار/مارس",           "نيسان/أبريل",
    "أيار/مايو",          "حزيران/يونيه",       "تموز/يوليه",          "آب/أغسطس",
    "أيلول/سبتمبر",       "تشرين الأول/أكتوبر", "تشرين الثاني/نوفمبر", "كانون الأول/ديسمبر"};
NAME_TABLE_COMPLETE(months, MONTHS);

static const char *const weekdays[] = {"الاثنين", "الثلاثاء", "الأربعاء", "الخميس",
                                       "الجمعة",  "السبت",    "الأحد"};
NAME_TABLE_COMPLETE(weekdays, WEEKDAYS);

static const char *const roles[] = {
    [ROLE_PRESIDENT] = "الرئيس",
    [ROLE_CHAIR] = "رئاسة الجلسة",
    [ROLE_SPEAKERS] = "المتكلمون",
    [ROLE_MODERATORS] = "إدارة النقاش",
    [ROLE_FACILITATORS] = "التيسير",
    [ROLE_PRESENTERS] = "العروض",
    [ROLE_CASE_PRESENTERS] = "عرض الحالات",
    [ROLE_RESPONDENTS] = "المعقبون",
    [ROLE_RAPPORTEURS] = "المقررون",
};
NAME_TABLE_COMPLETE(roles, ROLE_COUNT);

static const char *const rules[] = {
    [ATTRIBUTION_NAMED] = "بالاسم والجهة",
    [ATTRIBUTION_AFFILIATION] = "بالجهة فقط",
    [ATTRIBUTION_CHATHAM_HOUSE] = "لا تُنسب (قاعدة تشاتام هاوس)",
};
NAME_TABLE_COMPLETE(rules, ATTRIBUTION_COUNT);

static const char *const entry_kinds[] = {
    [ENTRY_NOTE] = "النقاط الرئيسية",      [ENTRY_CONCLUSION] = "الاستنتاجات",
    [ENTRY_RECOMMENDATION] = "التوصيات",   [ENTRY_DECISION] = "المقررات",
    [ENTRY_ACTION] = "الإجراءات",          [ENTRY_STATEMENT] = "البيانات",
    [ENTRY_LEARNING] = "الدروس المستفادة", [ENTRY_CHALLENGE] = "التحديات",
    [ENTRY_PRACTICE] = "الممارسات الجيدة", [ENTRY_QUESTION] = "الأسئلة",
    [ENTRY_QUOTE] = "الاقتباسات",
};
NAME_TABLE_COMPLETE(entry_kinds, ENTRY_KIND_COUNT);

static const char *const entry_kinds_one[] = {
    [ENTRY_NOTE] = "ملاحظة",          [ENTRY_CONCLUSION] = "استنتاج",
    [ENTRY_RECOMMENDATION] = "توصية", [ENTRY_DECISION] = "مقرر",
    [ENTRY_ACTION] = "إجراء",         [ENTRY_STATEMENT] = "بيان",
    [ENTRY_LEARNING] = "درس مستفاد",  [ENTRY_CHALLENGE] = "تحدٍّ",
    [ENTRY_PRACTICE] = "ممارسة جيدة", [ENTRY_QUESTION] = "سؤال",
    [ENTRY_QUOTE] = "اقتباس",
};
NAME_TABLE_COMPLETE(entry_kinds_one, ENTRY_KIND_COUNT);

static const char *const standings[] = {
    [STANDING_DRAFT] = "مسودة",           [STANDING_PROPOSED] = "مقترح",
    [STANDING_ADOPTED] = "معتمد",         [STANDING_ADOPTED_WITH_RESERVATION] = "معتمد مع تحفظ",
    [STANDING_DEFERRED] = "مؤجَّل",         [STANDING_REFERRED] = "محال",
    [STANDING_NOT_ADOPTED] = "غير معتمد", [STANDING_WITHDRAWN] = "مسحوب",
};
NAME_TABLE_COMPLETE(standings, STANDING_COUNT);

static const char *const person_states[] = {
    [PERSON_CONFIRMED] = "مؤكد", [PERSON_TBC] = "رهن التأكيد", [PERSON_PRESENT] = "حاضر",
    [PERSON_ABSENT] = "غائب",    [PERSON_LATE] = "متأخر",      [PERSON_REPLACED] = "حل محله غيره",
};
NAME_TABLE_COMPLETE(person_states, PERSON_STATE_COUNT);

static const char *const slot_kinds[] = {
    [SLOT_SESSION] = "جلسة",
    [SLOT_REGISTRATION] = "تسجيل",
    [SLOT_ARRIVAL] = "وصول",
    [SLOT_OPENING] = "افتتاح",
    [SLOT_INTRODUCTION] = "مقدمة",
    [SLOT_PANEL] = "حلقة نقاش",
    [SLOT_PRESENTATION] = "عرض",
    [SLOT_KEYNOTE] = "كلمة رئيسية",
    [SLOT_DISCUSSION] = "مناقشة",
    [SLOT_BREAKOUTS] = "مجموعات متوازية",
    [SLOT_REPORTING] = "تقارير المجموعات",
    [SLOT_POSTERS] = "ملصقات",
    [SLOT_VISIT] = "زيارة",
    [SLOT_TAKEAWAY] = "خلاصات",
    [SLOT_ADOPTION] = "اعتماد",
    [SLOT_CEREMONY] = "مراسم",
    [SLOT_CLOSING] = "اختتام",
    [SLOT_BREAK] = "استراحة",
    [SLOT_LUNCH] = "غداء",
    [SLOT_SOCIAL] = "لقاء اجتماعي",
    [SLOT_SIDE_MEETING] = "اجتماع جانبي",
    [SLOT_OTHER] = "غير ذلك",
};
NAME_TABLE_COMPLETE(slot_kinds, SLOT_KIND_COUNT);

static const struct language_name languages[] = {
    {"en", "الإنجليزية"}, {"fr", "الفرنسية"}, {"pt", "البرتغالية"},
    {"es", "الإسبانية"},  {"ar", "العربية"},  {NULL, NULL},
};

const struct report_words report_words_ar = {
    .language = "ar",
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
