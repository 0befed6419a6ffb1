"""Small pages in the layouts that outlets use. All places, names and sentences are made up."""

from __future__ import annotations

LEAD = (
    "Fighters of the River Front seized the bridge at Halwan on Monday after two days of shelling, the provincial "
    "council said."
)
SECOND = (
    "At least nine people were killed and 30 wounded, according to the council’s health office. It said four of the dead "
    "were children."
)
THIRD = (
    "“We had no warning,” said Mariam Osei, who runs a bakery near the market. “People ran to the fields, and then the "
    "second shell came.”"
)
FOURTH = (
    "The army denied that it had lost the bridge. Its spokesman, Colonel Tarek Brandt, told reporters on Tuesday that "
    "troops still held both banks."
)
FIFTH = (
    "Aid groups said about 4,000 people had fled the town since the weekend, most of them towards the lake camps in the "
    "north of the province."
)
BODY = (LEAD, SECOND, THIRD, FOURTH, FIFTH)
TITLE = "River Front takes Halwan bridge as thousands flee"
CAPTION = "Residents carry water past the bridge at Halwan on Monday. Photo: L. Anders / Valley Post"


def _paragraphs(body: tuple[str, ...] = BODY) -> str:
    return "\n".join(f"<p>{paragraph}</p>" for paragraph in body)


MODERN = f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{TITLE} | Valley Post</title>
<meta property="og:site_name" content="Valley Post"><meta property="og:title" content="{TITLE}">
<link rel="canonical" href="https://valleypost.example/world/halwan-bridge">
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [
 {{"@type": "Organization", "@id": "#org", "name": "Valley Post Media Ltd"}},
 {{"@type": "NewsArticle", "headline": "{TITLE}", "datePublished": "2031-03-04T21:40:00+01:00",
  "dateModified": "2031-03-05T08:00:00+01:00", "author": [{{"@type": "Person", "name": "Nora Lindqvist"}},
  {{"@type": "Person", "name": "Sami Odeh"}}], "publisher": {{"@id": "#org"}}}}]}}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article><header><h1>{TITLE}</h1>
<p class="standfirst">Council says nine people were killed in two days of shelling, while the army denies it has lost the crossing</p>
<div class="byline">By <a href="/a">Nora Lindqvist</a> and Sami Odeh</div><time datetime="2031-03-04T21:40:00+01:00">4 March 2031</time></header>
<div class="share"><button>Share</button><a href="#">Facebook</a> <a href="#">Email</a></div>
<figure><img src="b.jpg"><figcaption>{CAPTION}</figcaption></figure>
<div class="article-body">{_paragraphs(BODY[:2])}
<aside class="newsletter"><h3>The Morning Valley</h3><p>Sign up for our newsletter and get the day’s stories in your inbox.</p></aside>
{_paragraphs(BODY[2:3])}
<p>The <a href="/1">River Front</a>, the <a href="/2">Lake Accord</a> and the <a href="/3">Halwan garrison</a> are covered <a href="/4">in
our guide to the war in the valley</a>.</p>
{_paragraphs(BODY[3:])}</div></article>
<aside class="related"><h2>Related stories</h2><ul><li><a href="/x">Lake camps run short of tents</a></li>
<li><a href="/y">What is the River Front?</a></li></ul></aside></main>
<footer><p>© 2031 Valley Post. All rights reserved.</p></footer></body></html>"""

BLOG = f"""<!DOCTYPE html><html><head><meta charset="UTF-8"><title>{TITLE} – Notes from the Lake</title>
<meta property="article:published_time" content="2031-03-05T07:15:00+00:00"><meta property="og:site_name" content="Notes from the Lake">
</head><body class="post-template"><div id="page"><header><h2 class="site-title"><a href="/">Notes from the Lake</a></h2></header>
<div id="content"><article class="post hentry"><h1 class="entry-title">{TITLE}</h1>
<div class="entry-meta">Posted on <a href="#"><time class="entry-date published" datetime="2031-03-05T07:15:00+00:00">March 5, 2031</time></a></div>
<div class="entry-content">{_paragraphs(BODY[:3])}
<div id="attachment_12" class="wp-caption alignnone"><img src="x.jpg"><p class="wp-caption-text">{CAPTION}</p></div>
{_paragraphs(BODY[3:])}
<div class="sharedaddy"><h3>Share this:</h3><ul><li><a href="#">Twitter</a></li><li><a href="#">Facebook</a></li></ul></div>
<p>%d bloggers like this:</p></div></article>
<div id="comments"><h2>2 Responses</h2><ol><li><p>I was there and it was worse than this, nobody tells the half of it.</p></li>
<li><p>First!</p></li></ol></div></div></div></body></html>"""

TABLES = f"""<html><head><title>Halwan Courier Online</title><meta http-equiv="Content-Type" content="text/html; charset=windows-1252"></head>
<body bgcolor=white><table width=760><tr><td width=140><a href=a.htm>News</a><br><a href=b.htm>Sport</a><br><a href=c.htm>Weather</a></td>
<td><font size=5><b>{TITLE}</b></font><br><font size=2>By Peter Okafor<br>March 4, 2031</font><br><br>
<font face=Times>{"<br><br>".join(BODY)}</font><br><br></td></tr>
<tr><td colspan=2><font size=1>Copyright 2031 Halwan Courier. All rights reserved.</font></td></tr></table></body></html>"""

DIVS = f"""<!doctype html><html lang="en"><head><title>{TITLE}</title></head><body><div class="wrap"><div class="top"><div>Menu</div><div>Search</div></div>
<div class="story"><h1>{TITLE}</h1><div class="meta">Published March 4, 2031 9:40 PM EST</div>
<div class="text">{"".join(f'<div class="para">{paragraph}</div>' for paragraph in BODY)}</div></div>
<div class="bottom"><div>Contact us</div><div>Privacy policy</div></div></div></body></html>"""

AGENCY = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} - Daily Ledger</title>
<meta name="author" content="Reuters"><meta name="date" content="2031-03-04"><meta property="og:url" content="https://ledger.example/a/9">
</head><body><div id="main"><h1>{TITLE}</h1><div class="article"><p>HALWAN, March 4 (Reuters) - {LEAD}</p>{_paragraphs(BODY[1:])}
<p>(Reporting by Ana Petrov; Editing by Jo Malik)</p></div></div></body></html>"""

ARABIC = """<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>مقتل تسعة أشخاص في قصف على بلدة حلوان</title></head>
<body><article><h1>مقتل تسعة أشخاص في قصف على بلدة حلوان</h1>
<p>قتل تسعة أشخاص على الأقل وأصيب ثلاثون آخرون في قصف استهدف بلدة حلوان يوم الاثنين، بحسب ما أعلنه المجلس المحلي في البلدة.</p>
<p>وقال المجلس إن أربعة من القتلى أطفال، وإن القصف استمر يومين كاملين قبل أن تسيطر جبهة النهر على الجسر الوحيد في المنطقة.</p>
<p>ونفى الجيش فقدان الجسر، وقال المتحدث باسمه إن القوات لا تزال تسيطر على الضفتين، وإن الوضع في البلدة تحت السيطرة.</p>
</article></body></html>"""

AMP = f"""<!doctype html><html amp lang="en"><head><meta charset="utf-8"><title>{TITLE}</title><link rel="canonical" href="https://lakeradio.example/n/1">
<script type="application/ld+json">{{"@type": ["ReportageNewsArticle"], "headline": "{TITLE}", "datePublished": "2031-03-04",
"publisher": {{"@type": "Organization", "name": "Lake Radio"}}, "author": {{"name": "Lake Radio"}}}}</script></head>
<body><amp-sidebar id="s"><ul><li>Home</li></ul></amp-sidebar><main><h1>{TITLE}</h1><section>{_paragraphs(BODY[:2])}
<amp-img src="p.jpg"></amp-img><h2>No warning</h2>{_paragraphs(BODY[2:])}</section></main></body></html>"""

BROKEN_DATA = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title>
<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "2031-0</script>
<meta property="article:published_time" content="2031-03-04T20:40:00Z"></head>
<body><article><h1>{TITLE}</h1><p class="lead">{LEAD}</p><ul><li>Nine dead, the council says</li><li>Army denies it lost the bridge</li></ul>
{_paragraphs(BODY[1:])}</article></body></html>"""

TWO_TIMES = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE}</title>
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}", "datePublished": "2031-03-05"}}</script>
<meta property="article:published_time" content="2031-03-04T20:40:00-05:00"></head>
<body><article><h1>{TITLE}</h1>{_paragraphs()}</article></body></html>"""

UNDATED = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE}</title></head>
<body><article><h1>{TITLE}</h1>{_paragraphs()}</article></body></html>"""

DATA_ONLY = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title>
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}", "datePublished": "2031-03-04",
"articleBody": "{" ".join(BODY).replace('"', "")}"}}</script></head>
<body><div id="app"></div><noscript>Please enable JavaScript.</noscript></body></html>"""

LISTING = (
    """<!DOCTYPE html><html lang="en"><head><title>Valley Post</title></head><body><nav><a href="/">Home</a></nav><ul>"""
    + "".join(f'<li><a href="/{number}">Headline number {number} of the day</a></li>' for number in range(40))
    + "</ul></body></html>"
)

ALL = {
    "modern": MODERN, "blog": BLOG, "tables": TABLES, "divs": DIVS, "agency": AGENCY, "amp": AMP,
    "broken data": BROKEN_DATA, "two times": TWO_TIMES, "undated": UNDATED,
}  # fmt: skip
"""Pages in English that hold the whole of `BODY`."""
