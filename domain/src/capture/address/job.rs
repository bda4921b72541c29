//! Whether two addresses lead to the same job: by the number a board gives it, or else by the
//! address without what only says where a click came from.

use super::wrapped::unwrapped;
use crate::capture::words::board_of;
use crate::values::link::SafeLink;

/// The fewest digits of a number that names a job; years and versions are shorter.
const DIGITS_OF_A_JOB: usize = 5;

/// The fewest letters and digits of a code that names a job.
const LENGTH_OF_A_CODE: usize = 8;

/// A job by its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobAddress {
    /// The board or the host, without language and country.
    site: String,
    /// The number, or the rest of the address.
    job: String,
    is_number: bool,
}

impl JobAddress {
    /// The job at an address; `None` if it is no address.
    #[must_use]
    pub fn of(address: &str) -> Option<Self> {
        let link = unwrapped(SafeLink::parse(address).ok()?).without_tracking();
        let site = site_of(&link);
        if let Some(number) = number_of(&link) {
            return Some(Self {
                site,
                job: number,
                is_number: true,
            });
        }
        let path: Vec<&str> = link.path().filter(|part| *part != "apply").collect();
        let address = link.as_str();
        let (before, fragment) = address.split_once('#').unwrap_or((address, ""));
        let mut pairs: Vec<&str> = before
            .split_once('?')
            .map_or("", |(_, query)| query)
            .split('&')
            .collect();
        pairs.sort_unstable();
        let fragment = if fragment.contains(['/', '=']) {
            fragment
        } else {
            ""
        };
        Some(Self {
            site,
            job: format!("{}?{}#{fragment}", path.join("/"), pairs.join("&")),
            is_number: false,
        })
    }

    /// Whether an address leads to this job. Most addresses of a search are told apart without
    /// taking them to pieces.
    #[must_use]
    pub fn is_at(&self, address: &str) -> bool {
        if address.is_empty()
            || (self.is_number && !address.to_ascii_lowercase().contains(&self.job))
        {
            return false;
        }
        Self::of(address).as_ref() == Some(self)
    }
}

/// The board, or the system in which companies post, whatever the country; else the host.
fn site_of(link: &SafeLink) -> String {
    let host = link.host();
    let board = board_of(&host);
    if !board.is_empty() {
        return board.to_owned();
    }
    let is_greenhouse = host.contains("greenhouse.io") || link.query("gh_jid").is_some();
    if is_greenhouse {
        return "greenhouse".to_owned();
    }
    host
}

/// The number of a job: that of a parameter named after it, else the last in the path, else one in
/// the query.
fn number_of(link: &SafeLink) -> Option<String> {
    let pairs = || {
        let address = link.as_str();
        let query = address.split_once('?').map_or("", |(_, query)| query);
        query
            .split(['&', '#'])
            .filter_map(|pair| pair.split_once('='))
    };
    let is_jobs = |name: &str| {
        let name = name.to_ascii_lowercase();
        let is_one = [
            "job",
            "jk",
            "jid",
            "offer",
            "vacan",
            "posting",
            "requisition",
            "stelle",
        ]
        .iter()
        .any(|word| name.contains(word));
        is_one && !name.contains("board") && !name.contains("alert")
    };
    let named = pairs().find_map(|(name, value)| number_in(value).filter(|_| is_jobs(name)));
    let in_path = || link.path().filter_map(number_in).last();
    let any = || pairs().find_map(|(name, value)| number_in(value).filter(|_| name == "id"));
    named.or_else(in_path).or_else(any)
}

/// The last number or code in a part of an address.
fn number_in(part: &str) -> Option<String> {
    let part = part.to_ascii_lowercase();
    if is_uuid(&part) {
        return Some(part);
    }
    let is_number = |token: &&str| {
        let digits = token.bytes().filter(u8::is_ascii_digit).count();
        let is_all = digits == token.len();
        (is_all && digits >= DIGITS_OF_A_JOB) || (digits >= 3 && token.len() >= LENGTH_OF_A_CODE)
    };
    part.split(|letter: char| !letter.is_ascii_alphanumeric())
        .rfind(is_number)
        .map(str::to_owned)
}

fn is_uuid(part: &str) -> bool {
    part.len() == 36
        && part.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}
