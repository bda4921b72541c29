//! What a partner sees, and what they never see.

#![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

mod fixture;

use super::*;
use crate::exchange::web_page::{NoteForm, Style, partner_page};
use crate::model::action::Action;
use crate::model::event::Event;
use crate::model::goal::{Goal, GoalCount};
use crate::model::opportunity::Opportunity;
use crate::model::person::Person;
use crate::model::review::{Learning, LearningKind};
use crate::model::stage::{APPLIED, INTERVIEWING};
use crate::model::touch::Touch;
use crate::model::week::Week;
use crate::values::id::RecordId;
use fixture::{ACME, ANN, Book, NOW, everything_filled, marker, monday, text_fields};

fn all() -> Share {
    Share {
        plan: true,
        goals: true,
        counts: true,
        learnings: true,
        companies: true,
        ..Share::default()
    }
}

fn without_companies() -> Share {
    Share {
        companies: false,
        ..all()
    }
}

/// What someone with the link, or with the file, has in hand.
fn page(journal: &Journal, share: &Share) -> String {
    let view = PartnerView::of(journal, share, NOW);
    let form = NoteForm {
        action: "/shared/t",
        note: "",
        problem: None,
    };
    format!(
        "{}{}",
        partner_page(Style::Linked("/pkg/one-yes.css"), &view, Some(&form)),
        partner_page(Style::Embedded, &view, None)
    )
}

/// Every text field of every kind of record, told apart by what may be seen.
#[test]
fn nothing_but_what_was_chosen_is_on_the_page() {
    let plan = [
        "action text",
        "action place",
        "action if_this",
        "action then_that",
        "week sentence",
    ];
    let mine = [&plan[..], &["goal text", "learning text"]].concat();
    let with_companies = [&mine[..], &["opportunity company"]].concat();
    for (share, seen) in [
        (Share::default(), &[][..]),
        (without_companies(), &mine),
        (all(), &with_companies),
    ] {
        for is_dated in [false, true] {
            let page = page(&everything_filled(is_dated), &share);
            for name in text_fields() {
                let is_there = page.contains(&marker(&name));
                let may_be = seen.contains(&name.as_str());
                assert!(may_be || !is_there, "{name} is on the page of {share:?}");
                let has_to_be = may_be && !is_dated;
                assert!(is_there || !has_to_be, "{name} is missing with {share:?}");
            }
        }
    }
}

#[test]
fn the_fields_looked_for_are_all_there_are() {
    insta::assert_snapshot!(text_fields().join("\n"));
}

fn search() -> Book {
    let mut book = Book::default();
    let acme = Opportunity {
        company: "Halden Freight GmbH".into(),
        ..Opportunity::default()
    };
    book.put(ACME, &acme);
    book.add(&Event::stage(ACME, APPLIED, monday().plus_days(1)));
    book.add(&Event::stage(ACME, INTERVIEWING, monday().plus_days(2)));
    let ann = Person {
        name: "Ann-Will Lee".into(),
        company: "Boreal".into(),
        opportunity: Some(ACME),
        ..Person::default()
    };
    book.put(ANN, &ann);
    book
}

fn line(text: &str) -> Action {
    Action {
        text: text.into(),
        due: Some(monday().plus_days(3)),
        week: Some(monday()),
        ..Action::default()
    }
}

fn texts(journal: &Journal, share: &Share) -> Vec<String> {
    let view = PartnerView::of(journal, share, NOW);
    let groups = view.sections.into_iter().flat_map(|section| section.groups);
    groups
        .flat_map(|group| {
            let lines = group.lines.into_iter();
            lines
                .map(|line| format!("{} | {}", line.text, line.detail))
                .chain(group.remarks)
        })
        .collect()
}

#[test]
fn names_in_a_line_are_said_without_them() {
    for (written, shared) in [
        ("Call Ann-Will Lee back", "Call someone back"),
        ("ask ann-will LEE", "ask someone"),
        ("Ask Ann. I will, Lee!", "Ask someone. I will, someone!"),
        (
            "Read about HALDEN FREIGHT’s depots",
            "Read about a company’s depots",
        ),
        (
            "Halden Freight GmbH and boreal forests, not Boreal",
            "a company and boreal forests, not a company",
        ),
        ("Numbers for Halden", "Numbers for a company"),
        ("Annual freight plan", "Annual freight plan"),
    ] {
        let mut book = search();
        book.add(&line(written));
        let plan = Share {
            plan: true,
            ..Share::default()
        };
        assert_eq!(texts(&book.journal, &plan), [format!("{shared} | 12 Mar")]);
    }
}

#[test]
fn a_name_in_a_script_without_spaces_is_taken_out_as_well() {
    let mut book = Book::default();
    let person = Person {
        name: "王伟".into(),
        ..Person::default()
    };
    book.put(ANN, &person);
    book.add(&line("给王伟写信"));
    assert_eq!(texts(&book.journal, &all()), ["给someone写信 | 12 Mar"]);
}

#[test]
fn a_line_about_a_person_is_said_without_its_words() {
    for about in [
        Action {
            person: Some(ANN),
            ..line("Lunch with my old boss")
        },
        Action {
            touch: Some(RecordId::fixed(70)),
            place: "Her office".into(),
            if_this: "she is away".into(),
            then_that: "ring Bo".into(),
            ..line("Thank the boss")
        },
    ] {
        let mut book = search();
        book.add(&about);
        let shown = texts(&book.journal, &all());
        assert_eq!(shown[0], "Get in touch with someone | 12 Mar");
    }
}

#[test]
fn the_place_of_a_company_is_shown_with_its_name_alone() {
    let mut book = search();
    book.add(&Action {
        opportunity: Some(ACME),
        place: "Dock Street 4".into(),
        ..line("Second round")
    });
    let shown = |share| texts(&book.journal, &share)[0].clone();
    assert_eq!(shown(without_companies()), "Second round | 12 Mar");
    assert_eq!(shown(all()), "Second round | 12 Mar · Dock Street 4");
}

#[test]
fn a_week_says_what_was_done_and_blames_nobody() {
    let mut book = search();
    let last = monday().plus_days(-7);
    book.put(
        RecordId::fixed(70),
        &Touch {
            done_on: Some(last),
            ..Touch::default()
        },
    );
    for action in [
        Action {
            done_on: Some(last),
            ..line("Two applications")
        },
        line("Practise the opening"),
        Action {
            let_go_on: Some(last),
            ..line("Let go")
        },
        Action {
            touch: Some(RecordId::fixed(70)),
            ..line("Thank her")
        },
        Action {
            week: None,
            ..line("Not planned")
        },
    ] {
        let planned = action.week.map(|_| last);
        book.add(&Action {
            week: planned,
            due: planned,
            ..action
        });
    }
    let week = Week {
        monday: Some(last),
        rest_days: vec![last.plus_days(5)],
        sentence: "Mornings\nwork.".into(),
        ..Week::default()
    };
    book.put(Week::id(last), &week);
    let plan = Share {
        plan: true,
        ..Share::default()
    };
    insta::assert_debug_snapshot!(PartnerView::of(&book.journal, &plan, NOW));
}

#[test]
fn counts_have_their_whole_and_goals_their_week() {
    let mut book = search();
    book.put(RecordId::fixed(80), &Opportunity::default());
    let goal = |text: &str, counts, a_week| Goal {
        text: text.into(),
        counts,
        a_week,
        ..Goal::default()
    };
    book.add(&goal("Two people a week", Some(GoalCount::People), Some(2)));
    book.add(&goal("Apply", Some(GoalCount::Applications), None));
    book.add(&goal("Walk", None, None));
    book.add(&Goal {
        ended_on: Some(monday()),
        ..goal("Over", None, None)
    });
    book.add(&Touch {
        person: Some(ANN),
        done_on: Some(monday()),
        ..Touch::default()
    });
    book.add(&Touch {
        person: Some(ANN),
        done_on: Some(monday().plus_days(1)),
        ..Touch::default()
    });
    book.add(&Touch {
        from_them: true,
        done_on: Some(monday()),
        ..Touch::default()
    });
    let shown = texts(&book.journal, &without_companies());
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn two_hundred_long_learnings_and_lines_stay_a_light_page() {
    let mut book = search();
    let long = "Say the number first, then the story. ".repeat(40);
    for kind in [
        LearningKind::Keep,
        LearningKind::Improve,
        LearningKind::Focus,
        LearningKind::Question,
    ] {
        for number in 0..50 {
            let text = format!("{number} {long}");
            book.add(&Learning {
                kind,
                text,
                ..Learning::default()
            });
        }
    }
    for number in 0..60 {
        let text = format!("{number} {long}");
        let company = text.clone();
        book.add(&Opportunity {
            company,
            ..Opportunity::default()
        });
        book.add(&Goal {
            text: text.clone(),
            ..Goal::default()
        });
        for week in [-7, 0, 7] {
            book.add(&Action {
                place: long.clone(),
                week: Some(monday().plus_days(week)),
                ..Action {
                    due: None,
                    ..line(&text)
                }
            });
        }
    }
    let view = PartnerView::of(&book.journal, &all(), NOW);
    let page = partner_page(Style::Embedded, &view, None);
    assert!(page.len() < 40_000, "{} bytes", page.len());
    assert!(page.contains("And 40 more."));
    assert!(page.contains("49 Say the number"), "the latest come first");
}
