//! The table of pages. The first row whose pattern matches an address shows its page.

use domain::method;
use leptos_router::path;

use super::page::{Head, PageHead, PageRow, Pattern};
use crate::parts::{LazyView, lazy, today};

/// Every page there is.
pub(super) const PAGES: [PageRow; 28] = [
    PageRow {
        pattern: Pattern(&path!("/")),
        example: "/",
        head: PageHead::Fixed(Head::public(
            "One Yes",
            "Keep your whole job search in one calm place, and turn a no into your next step. Works offline, no account needed.",
        )),
        view: today,
    },
    PageRow {
        pattern: Pattern(&path!("/search")),
        example: "/search",
        head: PageHead::Fixed(Head::private(
            "Tracker",
            "All your opportunities, as a board or a list.",
        )),
        view: || lazy(LazyView::Search),
    },
    PageRow {
        pattern: Pattern(&path!("/search/:id")),
        example: "/search/0190f5a0-0000-7000-8000-000000000000",
        head: PageHead::Fixed(Head::private(
            "Opportunity",
            "One opportunity with its whole history.",
        )),
        view: || lazy(LazyView::Opportunity),
    },
    PageRow {
        pattern: Pattern(&path!("/search/:id/prepare/:round")),
        example: "/search/0190f5a0-0000-7000-8000-000000000000/prepare/0190f5a0-0000-7000-8000-000000000001",
        head: PageHead::Fixed(Head::private(
            "Prepare",
            "What you noted before, ready for the next round.",
        )),
        view: || lazy(LazyView::Prepare),
    },
    PageRow {
        pattern: Pattern(&path!("/search/:id/after/:round")),
        example: "/search/0190f5a0-0000-7000-8000-000000000000/after/0190f5a0-0000-7000-8000-000000000001",
        head: PageHead::Fixed(Head::private(
            "After the round",
            "Three lines for each person, while it’s fresh.",
        )),
        view: || lazy(LazyView::AfterRound),
    },
    PageRow {
        pattern: Pattern(&path!("/search/:id/ninety-days")),
        example: "/search/0190f5a0-0000-7000-8000-000000000000/ninety-days",
        head: PageHead::Fixed(Head::private(
            "First ninety days",
            "Goals, first steps and measures for 30, 60 and 90 days.",
        )),
        view: || lazy(LazyView::NinetyDays),
    },
    PageRow {
        pattern: Pattern(&path!("/search/:id/project")),
        example: "/search/0190f5a0-0000-7000-8000-000000000000/project",
        head: PageHead::Fixed(Head::private(
            "Project",
            "A piece of work to offer: its pitch, to send or to print.",
        )),
        view: || lazy(LazyView::Project),
    },
    PageRow {
        pattern: Pattern(&path!("/proof")),
        example: "/proof",
        head: PageHead::Fixed(Head::private(
            "Proof of my search",
            "What you did in a period, to print for an office.",
        )),
        view: || lazy(LazyView::Proof),
    },
    PageRow {
        pattern: Pattern(&path!("/yes/:id")),
        example: "/yes/0190f5a0-0000-7000-8000-000000000000",
        head: PageHead::Fixed(Head::private(
            "Your yes",
            "What it took, people to thank, and the rest of the search closed kindly.",
        )),
        view: || lazy(LazyView::Yes),
    },
    PageRow {
        pattern: Pattern(&path!("/comeback/new")),
        example: "/comeback/new",
        head: PageHead::Fixed(Head::private(
            "I just heard no",
            "Two kind sentences first. Then, when you’re ready, the next step.",
        )),
        view: || lazy(LazyView::HeardNo),
    },
    PageRow {
        pattern: Pattern(&path!("/comeback/:id")),
        example: "/comeback/0190f5a0-0000-7000-8000-000000000000",
        head: PageHead::Fixed(Head::private(
            "Comeback",
            "From a no to the next step, one screen at a time.",
        )),
        view: || lazy(LazyView::Comeback),
    },
    PageRow {
        pattern: Pattern(&path!("/plan")),
        example: "/plan",
        head: PageHead::Fixed(Head::private(
            "Plan",
            "Your week on one page: three to five lines, rest days, goals and a short look back.",
        )),
        view: || lazy(LazyView::Plan),
    },
    PageRow {
        pattern: Pattern(&path!("/people")),
        example: "/people",
        head: PageHead::Fixed(Head::private(
            "People",
            "Everyone you’ve met, and who to write to next.",
        )),
        view: || lazy(LazyView::People),
    },
    PageRow {
        pattern: Pattern(&path!("/people/:id")),
        example: "/people/0190f5a0-0000-7000-8000-000000000000",
        head: PageHead::Fixed(Head::private(
            "Person",
            "One person, your story with them, and what is planned.",
        )),
        view: || lazy(LazyView::Person),
    },
    PageRow {
        pattern: Pattern(&path!("/partners")),
        example: "/partners",
        head: PageHead::Fixed(Head::private(
            "Partners",
            "Let a friend or a coach follow along, with just what you choose.",
        )),
        view: || lazy(LazyView::Partners),
    },
    PageRow {
        pattern: Pattern(&path!("/partners/:id")),
        example: "/partners/0190f5a0-0000-7000-8000-000000000000",
        head: PageHead::Fixed(Head::private(
            "Partner",
            "What one partner sees, and their notes.",
        )),
        view: || lazy(LazyView::Partner),
    },
    PageRow {
        pattern: Pattern(&path!("/learned")),
        example: "/learned",
        head: PageHead::Fixed(Head::private(
            "Learned",
            "What you’ve learned, ready for your next interview.",
        )),
        view: || lazy(LazyView::Learned),
    },
    PageRow {
        pattern: Pattern(&path!("/experiments/:id")),
        example: "/experiments/0190f5a0-0000-7000-8000-000000000000",
        head: PageHead::Fixed(Head::private(
            "Experiment",
            "Something you’re trying for a while, and what it brings.",
        )),
        view: || lazy(LazyView::Experiment),
    },
    PageRow {
        pattern: Pattern(&path!("/stories")),
        example: "/stories",
        head: PageHead::Fixed(Head::private(
            "Stories",
            "Examples to tell in an interview, each with a result.",
        )),
        view: || lazy(LazyView::Stories),
    },
    PageRow {
        pattern: Pattern(&path!("/stories/:id")),
        example: "/stories/0190f5a0-0000-7000-8000-000000000000",
        head: PageHead::Fixed(Head::private(
            "Story",
            "One of your stories, and all the others.",
        )),
        view: || lazy(LazyView::Stories),
    },
    PageRow {
        pattern: Pattern(&path!("/care")),
        example: "/care",
        head: PageHead::Fixed(Head::private(
            "Care",
            "What helps you, a note of the day, and help you gave.",
        )),
        view: || lazy(LazyView::Care),
    },
    PageRow {
        pattern: Pattern(&path!("/private")),
        example: "/private",
        head: PageHead::Fixed(Head::private(
            "Private page",
            "Write for a while. It stays on this device.",
        )),
        view: || lazy(LazyView::Private),
    },
    PageRow {
        pattern: Pattern(&path!("/feedback")),
        example: "/feedback",
        head: PageHead::Fixed(Head::private(
            "Feedback",
            "Ask for an honest look at one thing, and use what comes back.",
        )),
        view: || lazy(LazyView::Feedback),
    },
    // What follows /feedback/ without `of` is a link's token, and a page of the server's own.
    PageRow {
        pattern: Pattern(&path!("/feedback/of/:id")),
        example: "/feedback/of/0190f5a0-0000-7000-8000-000000000000",
        head: PageHead::Fixed(Head::private(
            "Feedback on one thing",
            "One request for feedback, and what came of it.",
        )),
        view: || lazy(LazyView::FeedbackOf),
    },
    PageRow {
        pattern: Pattern(&path!("/method")),
        example: "/method",
        head: PageHead::Fixed(Head::public(method::PAGE.title, method::PAGE.description)),
        view: || lazy(LazyView::Method),
    },
    PageRow {
        pattern: Pattern(&path!("/method/:id")),
        example: "/method/pause",
        head: PageHead::OfPractice,
        view: || lazy(LazyView::Practice),
    },
    PageRow {
        pattern: Pattern(&path!("/account")),
        example: "/account",
        head: PageHead::Fixed(Head::private(
            "Account",
            "Your search on every device: sign up, sign in, and everything about the account.",
        )),
        view: || lazy(LazyView::Account),
    },
    PageRow {
        pattern: Pattern(&path!("/settings")),
        example: "/settings",
        head: PageHead::Fixed(Head::private(
            "Settings",
            "Backup, example search, appearance, stages and storage.",
        )),
        view: || lazy(LazyView::Settings),
    },
];
