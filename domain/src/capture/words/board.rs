//! Job boards, by their hosts and by name.

/// Boards by a part of their host, with their names; their hosts say nothing of the company.
#[rustfmt::skip]
const BOARDS: [(&str, &str); 37] = [
    ("linkedin.", "LinkedIn"),
    ("indeed.", "Indeed"),
    ("stepstone.", "StepStone"),
    ("xing.", "XING"),
    ("glassdoor.", "Glassdoor"),
    ("monster.", "Monster"),
    ("ycombinator.", "Hacker News"),
    ("weworkremotely.", "We Work Remotely"),
    ("arbeitsagentur.", "Arbeitsagentur"),
    ("welcometothejungle.", "Welcome to the Jungle"),
    ("wellfound.", "Wellfound"),
    ("malt.", "Malt"),
    ("reed.co", "Reed"),
    ("totaljobs.", "Totaljobs"),
    ("seek.co", "Seek"), ("adzuna.", "Adzuna"), ("dice.com", "Dice"), ("naukri.", "Naukri"), ("hh.ru", "hh.ru"), ("pracuj.pl", "Pracuj.pl"), ("justjoin.it", "Just Join IT"),
    ("nofluffjobs.", "No Fluff Jobs"), ("remoteok.", "Remote OK"), ("otta.com", "Otta"), ("builtin.com", "Built In"), ("hiring.cafe", "Hiring Cafe"),
    ("francetravail.", "France Travail"), ("apec.fr", "Apec"), ("infojobs.", "InfoJobs"), ("ziprecruiter.", "ZipRecruiter"), ("simplyhired.", "SimplyHired"),
    ("jooble.", "Jooble"), ("idealist.", "Idealist"), ("workatastartup.", "Work at a Startup"), ("arbetsformedlingen.", "Arbetsförmedlingen"), ("finn.no", "FINN"),
    ("gumtree.", "Gumtree"),
];

/// The board a host belongs to, or nothing.
pub(in crate::capture) fn board_of(host: &str) -> &'static str {
    BOARDS
        .iter()
        .find(|(part, _)| {
            host.match_indices(part)
                .any(|(at, _)| at == 0 || host[..at].ends_with('.'))
        })
        .map_or("", |(_, name)| name)
}

/// The board a part between separators names: “LinkedIn”, “Indeed.com”.
pub(in crate::capture) fn board_named(part: &str) -> &'static str {
    let name = part.trim_end_matches(".com").trim_end_matches(".de");
    BOARDS
        .iter()
        .find(|(_, board)| board.eq_ignore_ascii_case(name))
        .map_or("", |(_, board)| board)
}
