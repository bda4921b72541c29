//! The company a host gives away, if it does.

use super::slug::{capitalised, from_slug};
use crate::values::link::SafeLink;

/// Hosts of application systems, without what comes after the last dot where they have several: the
/// company is the first part of the host or, after a general one, of the path.
#[rustfmt::skip]
const SYSTEMS: [&str; 54] = [
    "lever.co", "greenhouse.io", "ashbyhq.com", "workable.com", "smartrecruiters.com", "breezy.hr", "myworkdayjobs.com", "myworkdaysite.com", "recruitee.com",
    "personio.de", "personio.com", "teamtailor.com", "bamboohr.com", "jobvite.com", "join.com", "softgarden.io", "softgarden.de", "icims.com", "taleo.net",
    "applytojob.com", "jazz.co", "pinpointhq.com", "rippling.com", "gem.com", "dover.com", "comeet.com", "comeet.co", "freshteam.com", "zohorecruit.com",
    "zohorecruit.eu", "factorialhr.com", "kenjo.io", "homerun.co", "welcomekit.co", "jobylon.com", "flatchr.io", "traffit.com", "hrmdirect.com", "csod.com",
    "avature.net", "onlyfy.jobs", "rexx-systems.com", "dvinci-hr.com", "concludis.de", "umantis.com", "heyrecruit.de", "hibob.com", "bullhorn.com",
    "trakstar.com", "jobscore.com", "talentsoft.com", "dayforcehcm.com", "ultipro.com", "ukg.net",
];

/// First parts of hosts that name no company.
#[rustfmt::skip]
const GENERAL: [&str; 32] = [
    "jobs", "job", "boards", "job-boards", "apply", "careers", "career", "app", "eu", "wd", "www", "www2", "m", "mobile", "ats", "hire", "hiring", "work", "talent",
    "recruiting", "recruitment", "karriere", "bewerbung", "stellen", "emploi", "recrutement", "carrieres", "empleo", "werkenbij", "vacatures", "lavoro", "people",
];

/// Parts of paths that name no company.
#[rustfmt::skip]
const GENERAL_PATHS: [&str; 22] = [
    "companies", "company", "jobs", "job", "embed", "en", "de", "fr", "es", "nl", "it", "en-us", "en-gb", "de-de", "fr-fr", "o", "j", "job_app", "view", "careers",
    "recruiting", "jobboard",
];

/// Hosts that stand for other addresses, and services whose name says nothing of who uses them, by
/// the end of the host.
#[rustfmt::skip]
const NAMING_NOBODY: [&str; 74] = [
    "bit.ly", "lnkd.in", "t.co", "tinyurl.com", "goo.gl", "ow.ly", "buff.ly", "share.google", "rb.gy", "is.gd", "cutt.ly", "rebrand.ly", "t.ly", "tiny.cc", "shorturl.at",
    "fb.me", "grnh.se", "smrtr.io", "j.mp", "dlvr.it", "trib.al", "hubs.ly", "hubs.li", "spr.ly", "t.me", "wa.me", "wp.me", "youtu.be", "lnk.bio", "linktr.ee", "g.co",
    "amzn.to", "apple.co", "shorturl.gg", "s.id", "v.gd", "bl.ink", "short.io", "page.link", "app.link", "smart.link",
    "outlook.com", "outlook.office.com", "office.com", "live.com", "gmail.com", "mail.google.com", "docs.google.com", "drive.google.com", "forms.gle", "sharepoint.com",
    "dropbox.com", "notion.site", "notion.so", "airtable.com", "typeform.com", "calendly.com", "medium.com", "substack.com", "facebook.com", "instagram.com", "twitter.com",
    "x.com", "youtube.com", "whatsapp.com", "reddit.com", "archive.org", "wordpress.com", "blogspot.com", "github.io", "web.app", "netlify.app", "vercel.app", "proofpoint.com",
];

/// Second parts of hosts under which companies register, and the names kept for examples (RFC
/// 2606).
const SECOND_LEVEL: [&str; 9] = [
    "co", "com", "ac", "org", "gov", "net", "gob", "edu", "example",
];

/// Words within the names of systems that companies rent: their customer is the company.
const RENTED: [&str; 9] = [
    "job", "career", "recruit", "hire", "hiring", "talent", "apply", "bewerb", "karriere",
];

/// The longest host that, with one short part after it, looks like an address made short.
const LONGEST_SHORT_HOST: usize = 8;

/// The company an address gives away; nothing where the host stands for others, or where more than
/// one part of it could be the company.
pub(super) fn company_of(link: &SafeLink) -> String {
    let host = link.host();
    let name = |label: &str| capitalised(&from_slug(label));
    if names_nobody(link, &host) {
        return String::new();
    }
    let labels: Vec<&str> = host.split('.').collect();
    let is_system = ends_with_any(&host, &SYSTEMS);
    if is_system && labels.len() > 2 && !is_general(labels[0]) {
        return name(without_general(labels[0]));
    }
    if is_system {
        return company_of_path(link);
    }
    let mut own = labels.as_slice();
    if own.len() > 1 {
        own = &own[..own.len() - 1];
    }
    if own.len() > 1 && own.last().is_some_and(|label| SECOND_LEVEL.contains(label)) {
        own = &own[..own.len() - 1];
    }
    while own.len() > 1 && is_general(own[0]) {
        own = &own[1..];
    }
    let is_rented = |label: &str| RENTED.iter().any(|word| label.contains(word));
    match own {
        // “infojobs.net”, “jobs.ch”: a host that is called after jobs has those of others.
        [one] if is_rented(one) || is_general(one) => String::new(),
        [one] => name(one),
        // “acme.some-recruiting.com”, “uk.acme.com”; of others nobody can say.
        [first, .., last] if is_rented(last) => name(first),
        [first, .., last] if first.len() <= 3 => name(last),
        _ => String::new(),
    }
}

/// The customer in the path of a system: `?for=acme`, `/acme/jobs/1`.
fn company_of_path(link: &SafeLink) -> String {
    let part = link.query("for").or_else(|| {
        link.path()
            .find(|part| !GENERAL_PATHS.contains(&part.to_lowercase().as_str()))
    });
    let is_id = |part: &str| part.bytes().filter(u8::is_ascii_digit).count() >= 4;
    part.filter(|part| !is_id(part))
        .map(|part| {
            capitalised(&from_slug(
                part.trim_end_matches(|letter: char| letter.is_ascii_digit()),
            ))
        })
        .unwrap_or_default()
}

/// The company in the path of a board: `/companies/acme-labs/jobs/…`.
pub(super) fn company_of_board(link: &SafeLink) -> String {
    let mut parts = link.path();
    let is_before = |part: &str| {
        matches!(
            part.to_lowercase().as_str(),
            "companies"
                | "company"
                | "cmp"
                | "employer"
                | "employers"
                | "entreprises"
                | "unternehmen"
                | "empresas"
        )
    };
    while let Some(part) = parts.next() {
        if is_before(part) {
            return parts
                .next()
                .filter(|name| name.chars().any(char::is_alphabetic))
                .map(|name| capitalised(&from_slug(name)))
                .unwrap_or_default();
        }
    }
    String::new()
}

fn is_general(label: &str) -> bool {
    let bare = label.trim_end_matches(|letter: char| letter.is_ascii_digit());
    bare.split('-').all(|word| GENERAL.contains(&word)) || GENERAL.contains(&bare)
}

/// “acme” of “careers-acme” and “acme-jobs”.
fn without_general(label: &str) -> &str {
    let own = label
        .split_once('-')
        .filter(|(first, _)| GENERAL.contains(first))
        .map_or(label, |(_, rest)| rest);
    own.rsplit_once('-')
        .filter(|(_, last)| GENERAL.contains(last))
        .map_or(own, |(rest, _)| rest)
}

fn ends_with_any(host: &str, ends: &[&str]) -> bool {
    ends.iter().any(|end| {
        host.strip_suffix(end)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    })
}

/// Short links, searches, mail programs. A service that has a page of its own jobs is a company.
fn names_nobody(link: &SafeLink, host: &str) -> bool {
    let is_about_jobs = |part: &str| is_general(&part.to_lowercase());
    let has_jobs = host.split('.').any(is_about_jobs) || link.path().any(is_about_jobs);
    let is_search = link
        .path()
        .next()
        .is_some_and(|part| matches!(part, "search" | "url" | "imgres"));
    let mut parts = link.path();
    let is_code = parts.next().is_some_and(is_opaque) && parts.next().is_none();
    let is_short = host.len() <= LONGEST_SHORT_HOST && is_code;
    is_short
        || counts_clicks(host)
        || (is_search && host.contains("google."))
        || (ends_with_any(host, &NAMING_NOBODY) && !has_jobs)
}

/// “click.e.acme.com”, “email.mg.greenhouse.io”: what mails link to, which then leads on.
fn counts_clicks(host: &str) -> bool {
    host.split('.')
        .next()
        .is_some_and(|first| matches!(first, "click" | "clicks" | "email" | "links" | "track"))
}

/// A code rather than a word: letters and digits mixed, or capitals within.
fn is_opaque(part: &str) -> bool {
    let has_digit = part.bytes().any(|byte| byte.is_ascii_digit());
    let has_capital = part.bytes().skip(1).any(|byte| byte.is_ascii_uppercase());
    part.len() <= 16 && !part.contains(['-', '.', '_']) && (has_digit || has_capital)
}
