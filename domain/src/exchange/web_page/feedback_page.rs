//! The page of the one who is asked for feedback: what it is about, and a form for one answer.

use super::FormProblem;
use super::document::{Style, document};
use super::html::Html;
use crate::model::feedback::{FeedbackRequest, Material};
use crate::values::link::SafeLink;

/// The most questions shown.
const MOST_QUESTIONS: usize = 20;

/// The most characters of an answer, all its questions together.
const LONGEST_ANSWER: usize = 5_000;

/// The most characters of a name.
const LONGEST_NAME: usize = 80;

/// A form for one answer, empty or with what was typed.
#[derive(Clone, Copy, Debug)]
pub struct FeedbackForm<'a> {
    /// Where it is sent to: the path of the page itself.
    pub action: &'a str,
    /// What was typed for each question, in their order; fewer where nothing was.
    pub answers: &'a [String],
    /// The name typed.
    pub name: &'a str,
    /// Why it is shown again.
    pub problem: Option<FormProblem>,
}

/// The page with the form: fields `q0`, `q1` … and, where the name is asked for, `name`.
#[must_use]
pub fn feedback_page(
    style: Style<'_>,
    request: &FeedbackRequest,
    form: &FeedbackForm<'_>,
) -> String {
    let mut body = Html::default();
    body.raw("<h1>")
        .raw(heading(request.material))
        .raw("</h1>\n");
    body.raw("<p class=\"lede\">Someone in a job search would like your honest view. ")
        .raw("Answer what you like and leave the rest. Two minutes is plenty.</p>\n");
    material(&mut body, request);
    body.raw("<form class=\"stack\" method=\"post\" action=\"")
        .text(form.action)
        .raw("\" accept-charset=\"utf-8\">\n<h2>Your answer</h2>\n");
    super::partner_page::problem(&mut body, form.problem, LONGEST_ANSWER);
    for (number, question) in request.questions.iter().take(MOST_QUESTIONS).enumerate() {
        let typed = form.answers.get(number).map_or("", String::as_str);
        question_field(&mut body, number, question, typed);
    }
    if request.asks_name {
        body.raw("<div class=\"field\"><label for=\"name\">Your name, if you like</label>\n")
            .raw(
                "<input id=\"name\" name=\"name\" type=\"text\" autocomplete=\"name\" maxlength=\"",
            )
            .number(LONGEST_NAME)
            .raw("\" value=\"")
            .text(form.name)
            .raw("\"></div>\n");
    }
    body.raw("<p class=\"field__hint\">")
        .raw(if request.asks_name {
            "Your answer goes only to the person who sent you this link."
        } else {
            "Your answer goes only to the person who sent you this link. No name is asked for."
        })
        .raw("</p>\n<p><button type=\"submit\" class=\"btn btn--primary\">Send</button></p>\n</form>\n");
    let title = match form.problem {
        Some(_) => "Not sent yet: your feedback · One Yes",
        None => "Your feedback · One Yes",
    };
    document(style, title, &body)
}

/// What is asked, where the person asked knows nothing yet.
const fn heading(material: Option<Material>) -> &'static str {
    match material {
        Some(Material::Cv) => "Your view of a CV",
        Some(Material::Profile) => "Your view of a profile",
        Some(Material::Pitch) => "Your view of a pitch",
        Some(Material::MarketingPlan) => "Your view of a marketing plan",
        Some(Material::Interview) => "Your view of an interview",
        Some(Material::Candidate) => "Your view of them as a candidate",
        Some(Material::Reason) => "What decided it",
        None => "Your feedback",
    }
}

/// What there is to read: its name, the text or the way to it.
fn material(body: &mut Html, request: &FeedbackRequest) {
    let title = request.title.trim();
    let link = SafeLink::parse(request.link.trim()).ok();
    if title.is_empty() && request.text.trim().is_empty() && link.is_none() {
        return;
    }
    body.raw("<section class=\"card\" aria-labelledby=\"material\">\n")
        .raw("<h2 id=\"material\" dir=\"auto\">")
        .text(if title.is_empty() {
            "What it’s about"
        } else {
            title
        })
        .raw("</h2>\n")
        .lines(&request.text);
    if let Some(link) = link {
        // In a tab of its own: what is typed below must not be lost.
        body.raw("<p><a href=\"")
            .text(link.as_str())
            .raw("\" target=\"_blank\" rel=\"external noopener noreferrer nofollow\">Read it at <bdi>")
            .text(&link.host())
            .raw("</bdi> (opens a new tab)</a></p>\n");
    }
    body.raw("</section>\n");
}

fn question_field(body: &mut Html, number: usize, question: &str, typed: &str) {
    body.raw("<div class=\"field\"><label for=\"q")
        .number(number)
        .raw("\" dir=\"auto\">")
        .text(question)
        .raw("</label>\n<textarea id=\"q")
        .number(number)
        .raw("\" name=\"q")
        .number(number)
        .raw("\" rows=\"3\" dir=\"auto\" maxlength=\"")
        .number(LONGEST_ANSWER)
        // A parser drops the first line break of a text area: it is one that nobody typed.
        .raw("\">\n")
        .text(typed)
        .raw("</textarea></div>\n");
}
