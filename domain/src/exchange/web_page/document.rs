//! The document around what a page says: its head, its style and its one landmark.

use super::html::Html;

/// The style of a page that has to do without the server: the same classes, as few rules as will do.
/// The colours are those of `style/_tokens.scss`.
const EMBEDDED: &str = ":root{color-scheme:light dark;--ground:light-dark(#faf6ee,#0e1c22);\
--text:light-dark(#14262d,#eceae2);--quiet:light-dark(#4b5d64,#a9b8bc);\
--line:light-dark(#ddd6c8,#2f4046);--card:light-dark(#fffdf9,#172830)}\
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--text);\
font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}\
.main{padding:1.5rem 1rem 3rem}.page{max-width:46rem;margin:0 auto}\
h1,h2,h3{font-family:ui-serif,Georgia,serif;line-height:1.2}h2{margin-top:2rem}\
.card{padding:1rem;margin:1rem 0;border:1px solid var(--line);border-radius:.625rem;\
background:var(--card)}.card>:first-child{margin-top:0}.card>:last-child{margin-bottom:0}\
.field__hint,.quiet-line{color:var(--quiet);font-size:.9375rem}li{margin:.25rem 0}\
@media print{:root{color-scheme:light}body{background:none}.card{break-inside:avoid}}";

/// Where a page has its style from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style<'a> {
    /// The app's own stylesheet, at this path.
    Linked(&'a str),
    /// A small stylesheet inside the page: a file to send or to print.
    Embedded,
}

/// A complete document: `title` of the tab, `body` with its `h1`.
pub(super) fn document(style: Style<'_>, title: &str, body: &Html) -> String {
    let mut page = Html::default();
    page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .raw("<meta name=\"robots\" content=\"noindex, nofollow\">\n")
        .raw("<meta name=\"referrer\" content=\"no-referrer\">\n")
        .raw("<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
        .text(title)
        .raw("</title>\n");
    match style {
        Style::Linked(path) => page
            .raw("<link rel=\"stylesheet\" href=\"")
            .text(path)
            .raw("\">\n<link rel=\"icon\" href=\"/icons/favicon.svg\" type=\"image/svg+xml\">\n"),
        Style::Embedded => page.raw("<style>").raw(EMBEDDED).raw("</style>\n"),
    };
    page.raw("</head>\n<body>\n<main class=\"main\" id=\"main\">\n")
        .raw("<div class=\"page page--narrow\">\n")
        .html(body)
        .raw("</div>\n</main>\n</body>\n</html>\n");
    page.finish()
}
