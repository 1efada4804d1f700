#include "hostile.h"

static const char *const texts[] = {
    /* HTML */
    "<script>alert(1)</script>",
    "</title><h1>x</h1>",
    "<img src=x onerror=alert(1)>",
    "<!-- -->",
    "<![CDATA[x]]>",
    "<?xml version=\"1.0\"?>",
    "&lt;b&gt; &amp;amp; &#60;i&#62;",
    "&nbsp;",
    "a < b & c > d",
    "\"><svg/onload=alert(1)>",
    "<https://example.org>",
    "<a@example.org>",
    /* Markdown */
    "# heading",
    "####### no heading",
    "text #",
    "text ##  ",
    "## a ##",
    "- item",
    "-",
    "+ item",
    "* item",
    "1. one",
    "12) twelve",
    "1986. A year",
    "123456789. nine digits",
    "> quote",
    ">> quote",
    "---",
    "***",
    "___",
    "- - -",
    "===",
    "a\n===",
    "a\n---",
    "a\n\n    code",
    "    code",
    "\tcode",
    "```\ncode\n```",
    "~~~",
    "`code`",
    "``a`b``",
    "*em* **strong** ***both***",
    "_em_ __strong__",
    "snake_case_word",
    "2*3*4",
    "~~gone~~",
    "[link](http://example.org)",
    "![image](x.png \"t\")",
    "[ref]: http://example.org",
    "[x] done",
    "[^1]: note",
    "[[wiki]]",
    "| a | b |",
    "|---|---|",
    "a | b",
    "\\",
    "\\\\",
    "ends with \\",
    "\\* \\_ \\` \\|",
    "line one\\\nline two",
    "two spaces  \nline",
    "a\n- b\n1. c\n> d\n# e\n+ f\n* g\n= h\n: i",
    "a\n\n\n\nb",
    "\n\nstarts with lines",
    "$x^2$ and $$y$$",
    "H~2~O x^2^",
    "{#id .class key=value}",
    ": definition",
    ":smile: @user #12",
    "%%%",
    "http://example.org/?a=b&c=d_e_f",
    "!important",
    "(a) b) c.",
    "{{ template }} {% tag %}",
    "<!DOCTYPE html>",
    /* spreadsheets */
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\xc2\xa0=1",
    "\xe2\x80\x8b=1",
    "\xef\xbb\xbf=1",
    "\xef\xbc\x9d"
    "1+1",
    "\xef\xbc\x8b"
    "1",
    "\xef\xbc\x8d"
    "1",
    "\xef\xbc\xa0"
    "x",
    "'=1",
    "\"",
    "\"\"",
    "a\",\"b",
    "a\r\nb",
    "a;b,c\td",
    "=HYPERLINK(\"http://example.org\",\"x\")",
    /* JSON, YAML, shells, formats */
    "{\"a\": [1]}",
    "\\u0000 \\n \\\"",
    "null",
    "--- !!x &a *a",
    "$(id) `id` ; rm -rf /",
    "%s %n %d %%",
    "{1} {2} {9}",
    "../../etc/passwd",
    "C:\\x\\y",
    /* terminals and control characters */
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x1b]8;;http://example.org\x1b\\x\x1b]8;;\x1b\\",
    "\x07\x08\x7f",
    "\xc2\x9b"
    "31m",
    "\xc2\x85",
    "a\x0b"
    "b\x0c"
    "c",
    "\x01\x02\x03",
    /* directions, joins, widths */
    "\xe2\x80\xae"
    "drow",
    "\xe2\x81\xa6"
    "x",
    "a\xe2\x80\xa8"
    "b\xe2\x80\xa9"
    "c",
    "\xd8\xa7\xd9\x84\xd9\x85\xd8\xaf\xd9\x86",
    "\xe2\x80\x8f"
    "x",
    "e\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81",
    "\xcc\x81",
    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7",
    "\xf0\x9f\x87\xab\xf0\x9f\x87\xb7",
    "\xe6\xbc\xa2\xe5\xad\x97",
    "\xef\xbf\xbd",
    "\xef\xbf\xbe",
    "\xf3\xa0\x80\x81",
    "\xe3\x80\x80",
    " ",
    "   a   b   ",
    "\xe2\x80\x8b",
};

size_t hostile_count(void)
{
    return sizeof texts / sizeof *texts;
}

const char *hostile_at(size_t index)
{
    return texts[index];
}
