"""Reference documents made here, byte by byte: DOCX as a French Word writes it, ODT as
LibreOffice does, and what may be wrong or wicked about them."""

import io
import zipfile

WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006/main'
RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
ODF = 'urn:oasis:names:tc:opendocument:xmlns:'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

# What may never come through, wherever it stands in a reference document.
SECRETS = ['SECRET-AUTHOR', 'SECRET-TEXT', 'SECRET-MACRO', 'http://evil.example/', 'SECRET-FIELD',
           'SECRET-COMMENT', 'secret.png', 'INCLUDETEXT', 'vanish', 'oleObject', 'attachedTemplate',
           'embedRegular', 'numPr', 'pPrChange', 'scripts', 'list-style-name',
           'master-page-name', 'background-image', 'w:lang', 'writing-mode', 'fo:language']

DOCX_STYLES = f'''<w:styles xmlns:w="{WORD}" xmlns:r="{OFFICE}">
<!-- SECRET-COMMENT --><?SECRET-TEXT data?>
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>
<w:sz w:val="21"/><w:lang w:val="fr-FR"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="90"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>
<w:rsid w:val="00SECRET-TEXT"/><w:rPr><w:vanish/><w:lang w:val="fr-FR"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/>
<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:link w:val="Titre1Car"/>
<w:pPr><w:keepNext/><w:numPr><w:numId w:val="7"/></w:numPr><w:spacing w:before="400" w:after="100"/>
<w:outlineLvl w:val="0"/><w:pPrChange w:author="SECRET-AUTHOR" w:id="1"><w:pPr/></w:pPrChange></w:pPr>
<w:rPr><w:rFonts w:ascii="DejaVu Serif" w:hAnsi="DejaVu Serif"/><w:b/><w:color w:val="1A7F37"
 w:themeColor="accent1"/><w:sz w:val="40"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Titre1Car"><w:name w:val="Titre 1 Car"/>
<w:basedOn w:val="Missing"/><w:link w:val="Titre1"/></w:style>
<w:style w:type="paragraph" w:styleId="Titre"><w:name w:val="Title"/><w:basedOn w:val="Normal"/>
<w:pPr><w:pBdr><w:bottom w:val="single" w:sz="24" w:space="4" w:color="1A7F37"/></w:pBdr></w:pPr>
<w:rPr><w:rFonts w:ascii="DejaVu Serif" w:hAnsi="DejaVu Serif"/><w:color w:val="7F1A62"/>
<w:sz w:val="52"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Titre2"><w:name w:val="Heading 2"/><w:basedOn w:val="Titre1"/>
<w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Listepuces"><w:name w:val="List Bullet"/>
<w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>
<w:rPr><w:color w:val="7F1A62"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="En-tte"><w:name w:val="header"/><w:basedOn w:val="Pieddepage"/>
<w:rPr><w:color w:val="1A7F37"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Pieddepage"><w:name w:val="footer"/>
<w:basedOn w:val="En-tte"/></w:style>
<w:style w:type="table" w:styleId="Grilledutableau"><w:name w:val="Table Grid"/>
<w:tblPr><w:tblBorders><w:top w:val="double" w:sz="6" w:color="7F1A62"/>
<w:insideH w:val="single" w:sz="4" w:color="7F1A62"/></w:tblBorders></w:tblPr></w:style>
<w:style w:type="paragraph" w:styleId="Entry"><w:name w:val="Some style"/></w:style>
<w:style w:type="numbering" w:styleId="Liste"><w:name w:val="Some list"/></w:style>
</w:styles>'''

DOCX_THEME = f'''<a:theme xmlns:a="{DRAWING}" xmlns:r="{OFFICE}" name="SECRET-TEXT"><a:themeElements>
<a:clrScheme name="House"><a:dk1><a:srgbClr val="101010"/></a:dk1><a:lt1><a:srgbClr val="FFFFFF"/></a:lt1>
<a:dk2><a:srgbClr val="222222"/></a:dk2><a:lt2><a:srgbClr val="EEEEEE"/></a:lt2>
<a:accent1><a:srgbClr val="1A7F37"/></a:accent1><a:accent2><a:srgbClr val="7F1A62"/></a:accent2>
<a:accent3><a:srgbClr val="333333"/></a:accent3><a:accent4><a:srgbClr val="444444"/></a:accent4>
<a:accent5><a:srgbClr val="555555"/></a:accent5><a:accent6><a:srgbClr val="666666"/></a:accent6>
<a:hlink><a:srgbClr val="0000FF"/></a:hlink><a:folHlink><a:srgbClr val="800080"/></a:folHlink></a:clrScheme>
<a:fontScheme name="House"><a:majorFont><a:latin typeface="DejaVu Serif"/><a:ea typeface=""/>
<a:cs typeface=""/></a:majorFont><a:minorFont><a:latin typeface="DejaVu Sans Mono"/><a:ea typeface=""/>
<a:cs typeface=""/></a:minorFont></a:fontScheme><a:fmtScheme name="x"><a:bgFillStyleLst>
<a:blipFill><a:blip r:embed="secret.png"/></a:blipFill></a:bgFillStyleLst></a:fmtScheme>
</a:themeElements></a:theme>'''

DOCX_DOCUMENT = f'''<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}"><w:body><w:p><w:pPr><w:sectPr>
<w:pgSz w:w="5000" w:h="5000"/></w:sectPr></w:pPr><w:r><w:t>SECRET-TEXT</w:t></w:r>
<w:fldSimple w:instr="INCLUDETEXT SECRET-FIELD"/></w:p>
<w:sectPr><w:headerReference r:id="rId9"/><w:pgSz w:w="15840" w:h="12240" w:orient="landscape"/>
<w:pgMar w:top="2000" w:right="1700" w:bottom="1500" w:left="2600" w:header="800" w:footer="600"
 w:gutter="0"/></w:sectPr></w:body></w:document>'''

DOCX_FONTS = f'''<w:fonts xmlns:w="{WORD}" xmlns:r="{OFFICE}"><w:font w:name="DejaVu Serif">
<w:altName w:val="Gara&lt;&quot;mond"/><w:embedRegular r:id="rId1" w:fontKey="SECRET-TEXT"/></w:font></w:fonts>'''


def relations(*lines):
    """A part of relations from (kind, target, mode) of each."""
    return f'{HEAD}<Relationships xmlns="{RELATIONS}">' + ''.join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
        for number, (kind, target, mode) in enumerate(lines, 1)) + '</Relationships>'


def docx_parts():
    """The parts of the reference document as a French Word would write it, and worse."""
    outside = ' TargetMode="External"'
    return {
        '[Content_Types].xml': HEAD + '<Types/>',
        '_rels/.rels': relations(('officeDocument', 'word/document.xml', '')),
        'word/_rels/document.xml.rels': relations(
            ('attachedTemplate', 'http://evil.example/t.dotm', outside),
            ('styles', 'http://evil.example/styles.xml', outside), ('styles', 'styles.xml', ''),
            ('theme', '/word/theme/theme1.xml', ''), ('fontTable', 'fontTable.xml', ''),
            ('vbaProject', 'vbaProject.bin', '')),
        'word/document.xml': HEAD + DOCX_DOCUMENT,
        'word/styles.xml': HEAD + DOCX_STYLES,
        'word/theme/theme1.xml': HEAD + DOCX_THEME,
        'word/fontTable.xml': HEAD + DOCX_FONTS,
        'word/vbaProject.bin': 'SECRET-MACRO',
        'word/media/secret.png': 'SECRET-TEXT',
        'docProps/core.xml': HEAD + '<a>SECRET-AUTHOR</a>',
        '../../escape.xml': 'SECRET-TEXT',
        '/etc/escape': 'SECRET-TEXT',
    }


ODT_STYLES = f'''<office:document-styles xmlns:office="{ODF}office:1.0" xmlns:style="{ODF}style:1.0"
 xmlns:text="{ODF}text:1.0" xmlns:fo="{ODF}xsl-fo-compatible:1.0" xmlns:svg="{ODF}svg-compatible:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2">
<!-- SECRET-COMMENT --><office:scripts><office:script>SECRET-MACRO</office:script></office:scripts>
<office:font-face-decls><style:font-face style:name="Serif" svg:font-family="'DejaVu Serif'">
<svg:font-face-src><svg:font-face-uri xlink:href="http://evil.example/f.ttf"/></svg:font-face-src>
</style:font-face></office:font-face-decls>
<office:styles><style:default-style style:family="graphic"/><style:default-style style:family="paragraph">
<style:paragraph-properties fo:margin-bottom="3mm" style:writing-mode="rl-tb"/>
<style:text-properties fo:font-family="DejaVu Sans Mono" fo:font-size="10.5pt" fo:language="fr"/>
</style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Titre1" style:display-name="Heading 1" style:family="paragraph"
 style:parent-style-name="Standard" style:list-style-name="WWNum1" style:default-outline-level="1"
 style:master-page-name="First"><style:paragraph-properties fo:break-before="auto" fo:margin-top="8mm">
<style:background-image xlink:href="Pictures/secret.png"/></style:paragraph-properties>
<style:text-properties style:font-name="Serif" fo:color="#1A7F37" fo:font-size="20pt" text:display="none"
 fo:font-weight="bold"/></style:style>
<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Loop">
<style:text-properties style:font-name="Serif" fo:color="#7F1A62" fo:font-size="26pt"/></style:style>
<style:style style:name="Loop" style:family="paragraph" style:parent-style-name="Title"/>
<style:style style:name="Entry" style:family="text" style:parent-style-name="Missing"/>
<style:style style:name="List_20_1" style:display-name="List 1" style:family="paragraph">
<style:text-properties fo:color="#7F1A62"/></style:style>
<text:list-style style:name="L"><text:list-level-style-image xlink:href="Pictures/secret.png"/></text:list-style>
</office:styles>
<office:automatic-styles><style:page-layout style:name="pm1"><style:page-layout-properties
 fo:page-width="11in" fo:page-height="8.5in" fo:margin="3cm" fo:margin-left="5cm"
 style:print-orientation="landscape" style:writing-mode="rl-tb"><style:background-image
 xlink:href="Pictures/secret.png"/></style:page-layout-properties><style:header-style>
<style:header-footer-properties fo:min-height="1cm" fo:margin-bottom="6mm"/></style:header-style>
<style:footer-style/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="First" style:page-layout-name="none"/>
<style:master-page style:name="Standard" style:page-layout-name="pm1">
<style:header><text:p>SECRET-TEXT</text:p></style:header></style:master-page></office:master-styles>
</office:document-styles>'''

ODT_TYPE = 'application/vnd.oasis.opendocument.text'


def odt_parts():
    """The parts of the reference document in the other format."""
    return {
        'mimetype': ODT_TYPE,
        'META-INF/manifest.xml': f'{HEAD}<!DOCTYPE m:manifest PUBLIC "-//x" "Manifest.dtd">'
                                 f'<m:manifest xmlns:m="{ODF}manifest:1.0"/>',
        'styles.xml': HEAD + ODT_STYLES,
        'content.xml': HEAD + '<a>SECRET-TEXT</a>',
        'meta.xml': HEAD + '<a>SECRET-AUTHOR</a>',
        'Basic/script.xml': 'SECRET-MACRO',
        '../../escape.xml': 'SECRET-TEXT',
    }


PARTS = {'docx': docx_parts, 'odt': odt_parts}


def packed(parts):
    """A zip of these parts, names to texts or bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_STORED
                          if name == 'mimetype' else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def reference(kind, **changes):
    """A reference document; parts that are given (None: left out) stand instead of its own."""
    parts = PARTS[kind]()
    for name, content in changes.items():
        if content is None:
            del parts[name]
        else:
            parts[name] = content
    return packed(parts)
