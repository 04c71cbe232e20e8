"""What other programs put on the clipboard, and what it is to become."""

WORD = """
<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm; font-size:11.0pt} --></style>
</head><body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<p class=MsoTitle>Profile<o:p></o:p></p>
<h1 style='margin-top:12pt'><b><span style='font-size:16.0pt;font-family:"Calibri Light"'>Labour
migration<o:p></o:p></span></b></h1>
<p class=MsoNormal style='margin-bottom:8pt'><span lang=EN-US style='color:#2F5496'>Nepal joined in <b
style='mso-bidi-font-weight:normal'>2005</b>, see <a href="https://www.ilo.org/">the<span
style='mso-spacerun:yes'>  </span>ILO</a> and <a href="#_ftn1"><sup>[1]</sup></a>.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]>First item<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span></span><![endif]>Inner<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>Second item<o:p></o:p></p>
<h4>Numbers</h4>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span>One</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>2.<span>&nbsp; </span></span>Two</p>
<p class=MsoNormal>·&nbsp;&nbsp; Loose item<o:p></o:p></p>
<p class=MsoNormal>·&nbsp;&nbsp; Another<o:p></o:p></p>
<table class=MsoTableGrid style='border:none'><tr><td style='width:50pt'><p class=MsoNormal>Capital</p></td><td><p
class=MsoNormal>Kathmandu</p></td></tr></table>
<!--EndFragment--></body></html>
"""
FROM_WORD = (
    "<h2>Profile</h2><h2>Labour migration</h2>"
    '<p>Nepal joined in <strong>2005</strong>, see <a href="https://www.ilo.org/">the ILO</a> and .</p>'
    "<ul><li><p>First item</p><ul><li><p>Inner</p></li></ul></li><li><p>Second item</p></li></ul>"
    "<h3>Numbers</h3><ol><li><p>One</p></li><li><p>Two</p></li></ol>"
    "<ul><li><p>Loose item</p></li><li><p>Another</p></li></ul>"
    "<table><tbody><tr><td><p>Capital</p></td><td><p>Kathmandu</p></td></tr></tbody></table>"
)
WEB = """
<meta charset="utf-8"><div class="content" style="color: rgb(32, 33, 34); font-family: sans-serif; font-weight: 400">
<script>alert(1)</script><style>p { color: red }</style>
<h1 class="title" style="font-weight: 700"><span class="mw">Kafala</span></h1><section><h6>Small</h6>
<div style="margin: 0">Text with <span style="font-weight: 700;">bold</span>, <span style="font-style:italic">italic</span>
and<span class="Apple-converted-space">&nbsp;</span><a href="javascript:alert(1)" onclick="x()">a trap</a>,
<a href="//evil.example" target="_blank">another</a>, <a class="x" href="https://example.org/a?b=1&amp;c=2"
title="t">a link</a>.</div><p>&nbsp;</p><p>Line<br><br>after a gap</p><div><br></div>
<ul class="list"><li style="x">One</li><li>Two<ol><li>Deep</li></ol></li><li></li></ul>
<blockquote>Said.</blockquote><img src="https://example.org/x.png" onerror="alert(1)"><svg><a href="x">no</a></svg>
<p style="display:none">hidden</p><hr></section></div>
"""
FROM_WEB = (
    "<h2>Kafala</h2><h3>Small</h3>"
    "<p>Text with <strong>bold</strong>, <em>italic</em> and a trap, another, "
    '<a href="https://example.org/a?b=1&amp;c=2">a link</a>.</p><p>Line</p><p>after a gap</p>'
    "<ul><li><p>One</p></li><li><p>Two</p><ol><li><p>Deep</p></li></ol></li></ul>"
    "<blockquote><p>Said.</p></blockquote>"
)
GOOGLE = """
<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr" style="line-height:1.38"><span
style="font-size:16pt;font-weight:400">Title</span></h2><p dir="ltr"><span style="font-weight:400">Plain and </span><span
style="font-weight:700">bold</span></p><ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>One</span></p></li>
<ul><li dir="ltr" aria-level="2"><p dir="ltr"><span>Two</span></p></li></ul></ul></b><br class="Apple-interchange-newline">
"""
FROM_GOOGLE = (
    "<h2>Title</h2><p>Plain and <strong>bold</strong></p><ul><li><p>One</p><ul><li><p>Two</p></li></ul></li></ul>"
)
ARABIC_WORD = """
<p class=MsoListParagraph dir=RTL style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>أ-<span>&nbsp;</span></span>أول</p>
<p class=MsoListParagraph dir=RTL style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>ب-<span>&nbsp;</span></span>ثانٍ</p>
<p dir=RTL class=MsoNormal>١.&nbsp; واحد</p><p dir=RTL class=MsoNormal>٢.&nbsp; اثنان</p>
"""
FROM_ARABIC_WORD = (
    '<ol type="a"><li><p>أول</p></li><li><p>ثانٍ</p></li></ol><ol><li><p>واحد</p></li><li><p>اثنان</p></li></ol>'
)
AIMS = "Aims\n\n- fair recruitment\n- decent work\n\n1. Introduction"
FROM_AIMS = "<p>Aims</p><ul><li><p>fair recruitment</p></li><li><p>decent work</p></li></ul><p>1. Introduction</p>"


WORD_CHANGES = """
<p class=MsoNormal>It has <del cite="mailto:A" datetime="2026-01-01T10:00"><span lang=EN-GB>twelve</span></del><ins
cite="mailto:A" datetime="2026-01-01T10:00"><span lang=EN-GB>eighteen</span></ins> members<span class=msoDel>, perhaps</span>.</p>
"""
WORD_COMMENT = """
<p class=MsoNormal><a style='mso-comment-reference:PH_1;mso-comment-date:20260101T1000'>Members</a><span
class=MsoCommentReference><span style='font-size:8.0pt'><![if !supportAnnotations]><a class=msocomanchor id="_anchor_1"
onmouseover="msoCommentShow('_anchor_1','_com_1')" href="#_msocom_1" language=JavaScript name="_msoanchor_1">[PH1]</a><![endif]><span
style='mso-special-character:comment'>&nbsp;</span></span></span> agreed.<o:p></o:p></p>
<div style='mso-element:comment-list'><![if !supportAnnotations]><hr class=msocomoff align=left size=1 width="33%"><![endif]>
<div style='mso-element:comment'><![if !supportAnnotations]><div id="_com_1" class=msocomtxt language=JavaScript><![endif]><span
style='mso-comment-author:"P H"'><![if !supportAnnotations]><a name="_msocom_1"></a><![endif]><p class=MsoCommentText><span
class=MsoCommentReference><span style='font-size:8.0pt'><span style='mso-special-character:comment'><![if !supportAnnotations]>&nbsp;<a
href="#_msoanchor_1" class=msocomoff>[PH1]</a><![endif]></span></span></span>Did they? Ask the minister.<o:p></o:p></p></span><![if
!supportAnnotations]></div><![endif]></div></div>
"""
GOOGLE_COMMENT = """
<p><span>Members</span><sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup><span> agreed.</span></p>
<div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Did they?</span></p></div>
"""
LIBRE_CHANGES = """
<p style="line-height: 100%">Since <del class="western"><span lang="en-GB">2007</span></del><ins datetime="2026-01-01">2008</ins>.
<!-- A comment in the margin --></p>
"""
RAISED = """
<p>10<sup>6</sup> m<span style='vertical-align:super'>2</span> CO<sub>2</sub> H<span style="font-size:0.6em;vertical-align:sub">2</span>O
<span style="vertical-align:baseline">x</span></p>
"""
LETTERED = """
<ol type="a"><li>One</li><li>Two</li></ol><p>And</p>
<ol><li style="list-style-type:lower-roman"><p>One</p></li></ol><ol style="list-style-type: upper-alpha" start="3"><li>C</li></ol>
"""


def word_list(*markers, level=1, of="l0"):
    """Paragraphs by which Word writes a list, the text of each its marker without its punctuation."""
    return "".join(
        f"<p class=MsoListParagraph style='mso-list:{of} level{level} lfo1'><![if !supportLists]><span style='mso-list:Ignore'>"
        f"{marker}<span>&nbsp;&nbsp; </span></span><![endif]>{marker.strip('().-')}</p>"
        for marker in markers
    )


def items(*texts):
    return "".join(f"<li><p>{text}</p></li>" for text in texts)


TABLE = """
<table class=MsoTableGrid border=1 style='border-collapse:collapse;border:none'><thead><tr><td width=200
style='width:150.0pt'><p class=MsoNormal><b>State<o:p></o:p></b></p></td><td><p class=MsoNormal><b>2008</b></p></td><td><p
class=MsoNormal><b>2020</b></p></td></tr></thead>
<tr><td><p class=MsoNormal>Nepal</p></td><td><p class=MsoNormal align=right>1&nbsp;000</p></td><td><p class=MsoNormal>2</p></td></tr>
<tr><td><p class=MsoNormal>Oman</p></td><td colspan=2><p class=MsoNormal><o:p>&nbsp;</o:p></p></td></tr></table>
"""
FROM_TABLE = (
    "<table><thead><tr><th><p>State</p></th><th><p>2008</p></th><th><p>2020</p></th></tr></thead><tbody>"
    "<tr><td><p>Nepal</p></td><td><p>1&nbsp;000</p></td><td><p>2</p></td></tr>"
    '<tr><td><p>Oman</p></td><td colspan="2"></td></tr></tbody></table>'
)
GOOGLE_TABLE = """
<b style="font-weight:normal;" id="docs-internal-guid-2"><div dir="ltr" align="left"><table style="border:none"><colgroup><col
width="200"/><col/></colgroup><tbody><tr><td><p dir="ltr"><span style="font-weight:700">State</span></p></td><td><p><span
style="font-weight:700">Since</span></p></td></tr><tr><td><p>Nepal</p></td><td><p>2008</p></td></tr></tbody></table></div></b>
"""
FROM_GOOGLE_TABLE = (
    "<table><thead><tr><th><p>State</p></th><th><p>Since</p></th></tr></thead>"
    "<tbody><tr><td><p>Nepal</p></td><td><p>2008</p></td></tr></tbody></table>"
)
OUTLOOK = """
<div class=WordSection1><table role=presentation width="100%"><tr><td><p class=MsoNormal>Dear all,</p></td></tr></table>
<table cellpadding=0><tr><td>One column</td></tr><tr><td>of a mail</td></tr></table>
<p class=MsoNormal>See <a href="#section">below</a>.<img width=1 height=1 src="https://example.org/count.gif"></p></div>
"""
LETTERS = (
    "<p>The o\ufb03ce \ufb01lled co\u00adoperation\u200b forms. Double.&nbsp; Space \u202eturned\u202c. \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    " La\u200ctin \ufefb</p>"
)
THUNDERBIRD = """
<pre class="moz-quote-pre" wrap="">The members met in Abu Dhabi and adopted a declaration on workers
who go abroad.

- fair recruitment
- decent work</pre>
"""
OUTLOOK_LINES = """
<p class=MsoPlainText>The members met in Abu Dhabi and adopted a declaration on workers<o:p></o:p></p>
<p class=MsoPlainText>who go abroad.<o:p></o:p></p><p class=MsoPlainText><o:p>&nbsp;</o:p></p><p class=MsoPlainText>They meet
again.</p>
"""
PASTED = {
    "a mail of Thunderbird": (
        THUNDERBIRD,
        "<p>The members met in Abu Dhabi and adopted a declaration on workers who go abroad.</p>"
        f"<ul>{items('fair recruitment', 'decent work')}</ul>",
    ),
    "lines of a mail of Outlook": (
        OUTLOOK_LINES,
        "<p>The members met in Abu Dhabi and adopted a declaration on workers who go abroad.</p><p>They meet again.</p>",
    ),
    "a link to a note elsewhere": (
        '<p>See <a href="https://example.org/a#fn1">what it says</a><a href="https://example.org/a#cite_note-1">[1]</a>.</p>',
        '<p>See <a href="https://example.org/a#fn1">what it says</a>.</p>',
    ),
    "tracked changes of Word": (WORD_CHANGES, "<p>It has eighteen members.</p>"),
    "a comment of Word": (WORD_COMMENT, "<p>Members agreed.</p>"),
    "a comment of Google Docs": (GOOGLE_COMMENT, "<p>Members agreed.</p>"),
    "tracked changes of LibreOffice": (LIBRE_CHANGES, "<p>Since 2008.</p>"),
    "raised and lowered letters": (
        RAISED,
        "<p>10<sup>6</sup> m<sup>2</sup> CO<sub>2</sub> H<sub>2</sub>O x</p>",
    ),
    "lettered lists": (
        LETTERED,
        f'<ol type="a">{items("One", "Two")}</ol><p>And</p><ol type="i">{items("One")}</ol><ol start="3" type="A">{items("C")}</ol>',
    ),
    "lettered lists of Word": (
        word_list("a.", "b.", "c.") + "<p>And</p>" + word_list("(i)", "(ii)") + "<p>And</p>" + word_list("i.", "j."),
        f'<ol type="a">{items(*"abc")}</ol><p>And</p><ol type="i">{items("i", "ii")}</ol><p>And</p>'
        f'<ol start="9" type="a">{items(*"ij")}</ol>',
    ),
    "letters within numbers": (
        word_list("1.") + word_list("a)", "b)", level=2) + word_list("2."),
        f'<ol><li><p>1</p><ol type="a">{items("a", "b")}</ol></li>{items("2")}</ol>',
    ),
    "lists of Arabic letters": (
        word_list("أ.", "ب.", "ج.", "د.") + "<p>و</p>" + word_list("أ-", "ب-", "ت-"),
        f'<ol type="a">{items(*"أبجد")}</ol><p>و</p><ol type="A">{items(*"أبت")}</ol>',
    ),
    "a list that goes on": (word_list("3.", "4."), f'<ol start="3">{items("3", "4")}</ol>'),
    "numbers of two levels": (word_list("1.1.", "1.2."), f"<ol>{items('1.1', '1.2')}</ol>"),
    "a table of Word": (TABLE, FROM_TABLE),
    "a table of Google Docs": (GOOGLE_TABLE, FROM_GOOGLE_TABLE),
    "a table with a caption": (
        "<table><caption>Members</caption><tr><th>State</th><td>Nepal</td></tr></table>",
        "<p>Members</p><table><tbody><tr><th><p>State</p></th><td><p>Nepal</p></td></tr></tbody></table>",
    ),
    "a mail of Outlook": (OUTLOOK, "<p>Dear all,</p><p>One column</p><p>of a mail</p><p>See below.</p>"),
    "letters of PDFs": (
        LETTERS,
        "<p>The office filled cooperation forms. Double. Space turned. \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 Latin \u0644\u0627</p>",
    ),
}

PDF = """The members of the Dialogue met in the capital of the United Arab Emirates and adop-
ted a declaration on the recruitment of workers. It names the labour-sending
countries and the labour-
sending regions.

Aims
• fair recruitment, as
it was agreed
• decent work
"""
MAIL = """Dear all,

> They asked when we meet.
> In May or in June?
We meet in May.

Ministry of Labour
Singha Durbar
Kathmandu"""
PLAIN = {
    "a PDF": (
        PDF,
        "<p>The members of the Dialogue met in the capital of the United Arab Emirates and adopted a declaration on the"
        " recruitment of workers. It names the labour-sending countries and the labour-sending regions.</p><p>Aims</p>"
        f"<ul>{items('fair recruitment, as it was agreed', 'decent work')}</ul>",
    ),
    "a mail": (
        MAIL,
        "<p>Dear all,</p><blockquote><p>They asked when we meet.</p><p>In May or in June?</p></blockquote>"
        "<p>We meet in May.</p><p>Ministry of Labour</p><p>Singha Durbar</p><p>Kathmandu</p>",
    ),
    "numbered lines": ("a. One\nb. Two\n", f'<ol type="a">{items("One", "Two")}</ol>'),
    "one line": ("just  words", "<p>just words</p>"),
}
