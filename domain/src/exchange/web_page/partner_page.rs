//! The page of a partner: what was chosen for them, and a form for a short note.

use super::FormProblem;
use super::document::{Style, document};
use super::html::Html;
use crate::planning::partner_view::{PartnerGroup, PartnerLine, PartnerView};

/// The most characters of a note.
const LONGEST_NOTE: usize = 500;

/// A form for a note, empty or with what was typed.
#[derive(Clone, Copy, Debug)]
pub struct NoteForm<'a> {
    /// Where it is sent to: the path of the page itself.
    pub action: &'a str,
    /// What was typed.
    pub note: &'a str,
    /// Why it is shown again.
    pub problem: Option<FormProblem>,
}

/// The page of a partner. Without a form it is a file to send or to print.
#[must_use]
pub fn partner_page(style: Style<'_>, view: &PartnerView, form: Option<&NoteForm<'_>>) -> String {
    let mut body = shown(view);
    if let Some(form) = form {
        note_form(&mut body, form);
    }
    body.raw("<p class=\"quiet-line\">As of ")
        .text(&view.on.long())
        .raw(".");
    if let Some(until) = view.until.filter(|_| form.is_some()) {
        body.raw(" The link works until ")
            .text(&until.long())
            .raw(".");
    }
    body.raw("</p>\n");
    let has_problem = form.is_some_and(|form| form.problem.is_some());
    let title = if has_problem {
        "Not sent yet: your note · One Yes"
    } else {
        "How the search is going · One Yes"
    };
    document(style, title, &body)
}

/// What the page of a partner shows, to be a part of a page that has a heading of its own: all
/// headings are one level down. Safe as HTML: whatever was typed is escaped.
#[must_use]
pub fn partner_preview(view: &PartnerView) -> String {
    // No text can look like these tags: none of its angle brackets is left.
    let mut html = shown(view).finish();
    for (from, to) in [("h3>", "h4>"), ("h2>", "h3>"), ("h1>", "h2>")] {
        html = html
            .replace(&format!("<{from}"), &format!("<{to}"))
            .replace(&format!("</{from}"), &format!("</{to}"));
    }
    html
}

fn shown(view: &PartnerView) -> Html {
    let mut body = Html::default();
    body.raw("<h1>How the search is going</h1>\n<p class=\"lede\">")
        .raw("Someone in a job search has shared this with you. Just reading it helps.</p>\n");
    if view.sections.is_empty() {
        body.raw(
            "<p>There’s nothing to show yet. What they chose to share will appear here.</p>\n",
        );
    }
    for section in &view.sections {
        body.raw("<section>\n<h2>")
            .raw(section.title)
            .raw("</h2>\n");
        for group in &section.groups {
            group_of(&mut body, group);
        }
        if !section.definition.is_empty() {
            body.raw("<p class=\"field__hint\">")
                .text(&section.definition)
                .raw("</p>\n");
        }
        body.raw("</section>\n");
    }
    body
}

fn group_of(body: &mut Html, group: &PartnerGroup) {
    body.raw("<div class=\"card\">\n");
    if !group.title.is_empty() {
        body.raw("<h3>").text(&group.title).raw("</h3>\n");
    }
    if !group.lines.is_empty() {
        body.raw("<ul>\n");
        for line in &group.lines {
            line_of(body, line);
        }
        body.raw("</ul>\n");
    }
    for remark in &group.remarks {
        body.raw("<p dir=\"auto\">").text(remark).raw("</p>\n");
    }
    body.raw("</div>\n");
}

fn line_of(body: &mut Html, line: &PartnerLine) {
    body.raw("<li dir=\"auto\">").text(&line.text);
    if !line.detail.is_empty() {
        body.raw(" <span class=\"field__hint\" dir=\"auto\">")
            .text(&line.detail)
            .raw("</span>");
    }
    body.raw("</li>\n");
}

fn note_form(body: &mut Html, form: &NoteForm<'_>) {
    body.raw("<form class=\"stack\" method=\"post\" action=\"")
        .text(form.action)
        .raw("\" accept-charset=\"utf-8\">\n<h2>Leave a note</h2>\n");
    problem(body, form.problem, LONGEST_NOTE);
    body.raw("<div class=\"field\"><label for=\"note\">A few words for them</label>\n")
        .raw("<textarea id=\"note\" name=\"note\" rows=\"3\" dir=\"auto\" maxlength=\"")
        .number(LONGEST_NOTE)
        .raw("\" aria-describedby=\"note-hint\"")
        .raw(if form.problem.is_some() {
            " aria-invalid=\"true\">\n"
        } else {
            ">\n"
        })
        .text(form.note)
        .raw("</textarea>\n<p class=\"field__hint\" id=\"note-hint\">")
        .raw("Up to 500 characters. They see it on their Today page.</p></div>\n")
        .raw("<p><button type=\"submit\" class=\"btn btn--primary\">Send</button></p>\n</form>\n");
}

/// The sentence that says why a form is shown again, read out at once.
pub(super) fn problem(body: &mut Html, problem: Option<FormProblem>, most: usize) {
    if let Some(problem) = problem {
        body.raw("<p class=\"field__error\" role=\"alert\">")
            .text(&problem.sentence(most))
            .raw("</p>\n");
    }
}
