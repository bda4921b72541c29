//! What capture makes of whole pages of boards, mails, messages and lists, in several languages; and that it would rather leave
//! the company empty than name a wrong one.
#![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

use std::fmt::Write;

use domain::capture::{Capture, JobAddress, Status, read, read_all};
use domain::model::event::Ending;
use domain::values::date::Date;

const POSTINGS: &str = include_str!("capture/postings.txt");

fn company(text: &str) -> String {
    read(text).unwrap().company
}

#[test]
fn pages_mails_messages_and_lists_are_understood() {
    let mut table = String::new();
    let today = Date::parse("2026-11-30").unwrap();
    for text in POSTINGS.split("\n---\n") {
        writeln!(table, "{}", text.trim().replace('\n', "\n| ")).unwrap();
        for capture in read_all(text).unwrap() {
            let parts: Vec<String> = capture
                .understood(today)
                .into_iter()
                .map(|(name, value)| format!("{name}: {value}"))
                .collect();
            writeln!(table, "    => {}", parts.join("; ")).unwrap();
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn the_company_stays_empty_where_nothing_says_it() {
    for text in [
        "Data Engineer\nMusterstadt\nVollzeit\nJetzt bewerben",
        "Data Engineer\nBerlin\nFull-time\nApply now",
        "Software Engineer, Payments\nApply\nSan Francisco, CA\nEngineering\nSubmit your application",
        "About the role\nData Engineer\nYou will build pipelines at scale.\nWe are a team of 5.",
        "Hi Sam,\nare you open to a new role?\nBest\nInes Okafor\nSenior Recruiter\nExample Search Partners",
        "Frontend / Backend Engineer",
        "Check this out! https://share.google/abc123XYZ",
        "We are looking for an engineer at the moment. Interested?",
        "Anyone know a good cook? We at Tern & Co are looking for one in Bristol",
        "Anna Lopez (Recruiter, Kelp): Hi! Would you be open to a Firmware Engineer role?",
        "Hi Jordan – I’m a recruiter at Orchard Search, working with a team on an Engineer hire.",
        "Open role: Executive Assistant, EMEA\nLocation: Munich\nTeam: Operations\nApply",
        "Data engineer, Berlin",
    ] {
        assert_eq!(company(text), "", "{text}");
    }
}

#[test]
fn addresses_that_stand_for_others_name_no_company() {
    for link in [
        "https://lnkd.in/dAbCdEf",
        "https://bit.ly/3xYzAbC",
        "https://t.co/AbCdEf1234",
        "https://ab.cd/Xy12z",
        "https://www.google.com/search?q=data+engineer&ibp=htl;jobs",
        "https://docs.google.com/document/d/1AbC/edit",
        "https://www.linkedin.com/jobs/view/4460735555",
        "https://tenant.unknown-host.io/role/1",
        "https://www.seek.com.au/job/79123456?type=standard",
        "https://www.infojobs.net/madrid/cocinero/of-i0123456789abcdef",
        "https://www.jobs.ch/en/vacancies/detail/0f1e2d3c/",
        "https://www.karriere.at/jobs/7654321",
        "https://www.usajobs.gov/job/812345600",
        "https://email.mg.greenhouse.io/c/eJwAbCdEfG",
        "https://click.e.acme.com/?qs=0a1b2c3d4e5f60718293",
    ] {
        assert_eq!(company(link), "", "{link}");
    }
    for (link, name) in [
        ("https://jobs.acme.example.com/role/1", "Acme"),
        ("https://careers.acme.co.uk/1", "Acme"),
        ("https://uk.acme.com/jobs/1", "Acme"),
        ("https://acme.talent-portal.io/role/1", "Acme"),
        ("https://jobs.smartrecruiters.com/Acme1/743999-cook", "Acme"),
        (
            "https://www.welcometothejungle.com/fr/companies/atelier-nord/jobs/x",
            "Atelier Nord",
        ),
        ("https://careers.google.com/jobs/results/1", "Google"),
        ("https://careers-acme.icims.com/jobs/12345/cook/job", "Acme"),
        ("https://eu-careers.acme.com/job/Leeds-Cook/123456", "Acme"),
    ] {
        assert_eq!(company(link), name, "{link}");
    }
}

#[test]
fn the_address_inside_a_wrapped_one_is_taken() {
    let inner = "https://jobs.lever.co/acme/1";
    for wrapped in [
        "https://nam12.safelinks.protection.outlook.com/?url=https%3A%2F%2Fjobs.lever.co%2Facme%2F1&data=05",
        "https://www.google.com/url?q=https://jobs.lever.co/acme/1&sa=D",
        "https://www.linkedin.com/safety/go?url=https%3A%2F%2Fjobs.lever.co%2Facme%2F1&trk=x",
        "https://urldefense.com/v3/__https://jobs.lever.co/acme/1__;!!abc$",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__jobs.lever.co_acme_1&d=x",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fjobs.lever.co%2Facme%2F1&h=AT0",
        "https://nam12.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps%253A%252F%252Fjobs.lever.co%252Facme%252F1",
    ] {
        let capture = read(wrapped).unwrap();
        assert_eq!(
            (capture.link.as_str(), capture.company.as_str()),
            (inner, "Acme"),
            "{wrapped}"
        );
    }
    let own = "https://acme.example/login?next=https%3A%2F%2Fumbra.example%2F";
    assert_eq!(
        read(own).unwrap().link,
        own,
        "a page of its own leads nowhere else"
    );
}

#[test]
fn the_same_job_by_another_address_is_the_same_job() {
    let same = [
        [
            "https://www.linkedin.com/jobs/view/4457345623",
            "https://www.linkedin.com/jobs/search/?currentJobId=4457345623&keywords=data",
        ],
        [
            "https://www.linkedin.com/jobs/view/4457345623/?refId=1",
            "https://de.linkedin.com/jobs/view/data-engineer-at-acme-4457345623",
        ],
        [
            "https://www.indeed.com/viewjob?jk=0123456789abcdef&from=serp",
            "https://de.indeed.com/jobs?q=cook&vjk=0123456789abcdef",
        ],
        [
            "https://boards.greenhouse.io/acme/jobs/6012345?gh_src=x",
            "https://acme.example.com/careers?gh_jid=6012345",
        ],
        [
            "https://jobs.lever.co/acme/0a1b2c3d-1111-2222-3333-444455556666/apply?lever-source=x",
            "https://jobs.lever.co/acme/0a1b2c3d-1111-2222-3333-444455556666",
        ],
        [
            "https://www.stepstone.de/stellenangebote--Einkauf-Musterstadt--9876543-inline.html?rltr=1",
            "https://www.stepstone.de/5/index.cfm?event=offerView.dspOfferInline&offerId=9876543",
        ],
        [
            "https://acme.example/jobs/cook?utm_source=x",
            "http://www.acme.example/jobs/cook/",
        ],
        [
            "https://www.google.com/url?q=https%3A%2F%2Facme.example%2Fjobs%2Fcook",
            "https://acme.example/jobs/cook",
        ],
    ];
    for [one, other] in same {
        let job = JobAddress::of(one).unwrap();
        assert!(
            job.is_at(other),
            "{one} {other}: {job:?} {:?}",
            JobAddress::of(other)
        );
    }
}

#[test]
fn another_job_at_the_same_place_is_another_job() {
    let different = [
        [
            "https://www.linkedin.com/jobs/view/4457345623",
            "https://www.linkedin.com/jobs/view/4457345624",
        ],
        ["https://acme.example/jobs/1", "https://acme.example/jobs/2"],
        [
            "https://acme.example/jobs/12345",
            "https://umbra.example/jobs/12345",
        ],
        [
            "https://acme.example/#/job/1",
            "https://acme.example/#/job/2",
        ],
        [
            "https://acme.example/jobs?id=1",
            "https://acme.example/jobs?id=2",
        ],
    ];
    for [one, other] in different {
        assert!(!JobAddress::of(one).unwrap().is_at(other), "{one} {other}");
    }
    assert_eq!(JobAddress::of("no address"), None);
}

fn rows(text: &str) -> Vec<Capture> {
    read_all(text).unwrap()
}

#[test]
fn each_row_of_a_list_is_an_opportunity_with_what_happened() {
    let text = "Acme\tData Engineer\tApplied\t2026-11-02\nUmbra\tAnalyst\tRejected\t20.10.2026\nKestrel Maps\tDesigner\tCalled twice\t5/11/2026";
    let read: Vec<_> = rows(text)
        .into_iter()
        .map(|row| {
            (
                row.company,
                row.role,
                row.happened.map(|what| (what.status, what.on)),
                row.notes,
            )
        })
        .collect();
    let day = |text| Date::parse(text).ok();
    assert_eq!(
        read,
        [
            (
                "Acme".into(),
                "Data Engineer".into(),
                Some((Status::Stage("applied"), day("2026-11-02"))),
                String::new()
            ),
            (
                "Umbra".into(),
                "Analyst".into(),
                Some((Status::Ended(Ending::No), day("2026-10-20"))),
                String::new()
            ),
            // A word nobody knows and a day that could be two stay as they are.
            (
                "Kestrel Maps".into(),
                "Designer".into(),
                None,
                "Called twice\n5/11/2026".into()
            ),
        ]
    );
    let headed = rows("Company,Role,Contact,Notes\nAcme,Cook,Ann,\"nice, small\"\nUmbra,Baker,,");
    assert_eq!(headed.len(), 2);
    assert_eq!(headed[0].notes, "Contact: Ann\nNotes: nice, small");
}

#[test]
fn text_that_only_looks_like_rows_stays_one() {
    for text in [
        "Data Engineer, Payments\nAcme, Berlin",
        "Senior, hands-on engineer, Berlin\nWe offer tea, cake, and time.",
        "Acme\nData engineer",
        "Acme, Data engineer, Berlin",
        "",
    ] {
        assert_eq!(rows(text).len(), 1, "{text}");
    }
}
