#include "../../src/export/exporters.h"

#include "paper.h"
#include "suite.h"

/* One after the other. */
START_TEST(test_blocks)
{
    struct paper paper;
    paper_make(&paper, "en");
    BUF_LOCAL struct buf out = {0};
    html_write(&paper.report, NULL, &out);
    static const char *const texts[] = {
        "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">",
        "default-src 'none'",
        "<title>Title &lt;1&gt;</title>",
        "<h1 dir=\"auto\">Title &lt;1&gt;</h1>",
        "<p>Report</p>",
        "<nav>",
        "<a href=\"#one\">First &amp; foremost</a>",
        "<a href=\"#four\">Fourth</a>",
        "</nav>",
        "<p class=\"draft\" dir=\"auto\">DRAFT</p>",
        "<dt>Venue</dt><dd dir=\"auto\">Room  14</dd>",
        "<section id=\"one\">\n<h2 dir=\"auto\">First &amp; foremost</h2>",
        "<section>\n<section>\n<h3 dir=\"auto\">Below none</h3>",
        "<section id=\"two\">",
        "<h3>Lists</h3>\n<ul>\n<li dir=\"auto\">item<ul>\n<li dir=\"auto\">under it</li>\n</ul>\n"
        "</li>\n</ul>\n</section>",
        "<thead>\n<tr><th scope=\"col\" dir=\"auto\">Head 1</th>",
        "<td dir=\"auto\">a &lt;b&gt; &amp; c</td><td></td></tr>\n</tbody>\n</table>\n</section>",
        "<li>\n<p lang=\"fr\" dir=\"ltr\"><strong>R1.</strong> <strong><bdi>Label.</bdi></strong> "
        "Fund &quot;it&quot;.<br>\nSecond line.</p>",
        "<p class=\"about\">Addressee: <bdi dir=\"auto\">donors</bdi> · Standing: "
        "<bdi dir=\"auto\">adopted</bdi></p>",
        "<p class=\"text\">Arabic (R2): <bdi lang=\"ar\" dir=\"rtl\">",
        "</html>\n",
        NULL,
    };
    paper_must_hold(&out, texts);
}
END_TEST

START_TEST(test_languages)
{
    struct paper paper;
    paper_make(&paper, "ar");
    BUF_LOCAL struct buf out = {0};
    html_write(&paper.report, NULL, &out);
    static const char *const texts[] = {"<html lang=\"ar\" dir=\"rtl\">",
                                        "<h1 dir=\"auto\">",
                                        "<p lang=\"fr\" dir=\"ltr\">",
                                        "<bdi dir=\"auto\">",
                                        "<dd>09:00–12:30 (Africa/Nairobi)</dd>",
                                        "<dd dir=\"auto\">14:00–15:30</dd>",
                                        "<td>09:00–09:15</td>",
                                        NULL};
    paper_must_hold(&out, texts);
}
END_TEST

/* No contents of nothing, no list, no table. */
START_TEST(test_empty)
{
    struct paper paper;
    paper_make_empty(&paper);
    BUF_LOCAL struct buf out = {0};
    html_write(&paper.report, NULL, &out);
    static const char *const texts[] = {"</header>\n</main>\n</body>\n</html>\n", NULL};
    paper_must_hold(&out, texts);
}
END_TEST

SUITE("export/html", test_blocks, test_languages, test_empty)
