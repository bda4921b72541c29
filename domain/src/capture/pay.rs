//! Pay in a text: an amount with a currency and what belongs to it, as written: “€ 65,000 – 75,000
//! a year”, “80k EUR”.

use super::limits::is_short;

const SYMBOLS: [char; 6] = ['€', '$', '£', '¥', '₹', '₽'];

const CURRENCIES: [&str; 14] = [
    "eur", "euro", "euros", "usd", "gbp", "chf", "cad", "aud", "sek", "nok", "dkk", "pln", "zł",
    "kr",
];

/// Words that stand before or between amounts.
const JOINING: [&str; 14] = [
    "-", "–", "—", "to", "bis", "up", "from", "ab", "ca.", "~", "+", "/", "k", "circa",
];

/// Words that follow an amount and say for how long, or what of it stays.
const FOLLOWING: [&str; 27] = [
    "per",
    "a",
    "an",
    "pro",
    "im",
    "/",
    "year",
    "annum",
    "month",
    "week",
    "day",
    "hour",
    "jahr",
    "monat",
    "tag",
    "stunde",
    "p.a.",
    "p.a",
    "pa",
    "gross",
    "brutto",
    "net",
    "annually",
    "yearly",
    "hourly",
    "monthly",
    "jährlich",
];

/// Words of these that say nothing without the next.
const LEADING_ON: [&str; 6] = ["per", "a", "an", "pro", "im", "/"];

/// Words after an amount that make it a company's money, not a salary.
const TOO_MUCH: [&str; 10] = [
    "million", "millions", "billion", "bn", "m", "b", "mio", "mio.", "mrd", "mrd.",
];

/// The longest text taken for pay, in characters.
const LONGEST_PAY: usize = 60;

/// The pay in a line, and the line without it.
pub(super) fn take_pay(line: &str) -> Option<(String, String)> {
    let words: Vec<(usize, &str)> = words_with_places(line).take(400).collect();
    let mark = words.iter().position(|(_, word)| has_currency(word))?;
    let belongs = |word: &str| {
        has_currency(word) || is_amount(word) || JOINING.contains(&fold(word).as_str())
    };
    let mut start = mark;
    while start > 0 && belongs(words[start - 1].1) && !ends_a_part(words[start - 1].1) {
        start -= 1;
    }
    let mut end = mark;
    while end + 1 < words.len() && !ends_a_part(words[end].1) && belongs(words[end + 1].1) {
        end += 1;
    }
    while end > mark && JOINING[..3].contains(&words[end].1) {
        end -= 1;
    }
    while start < mark && JOINING[..3].contains(&words[start].1) {
        start += 1;
    }
    if !words[start..=end].iter().any(|(_, word)| is_amount(word)) {
        return None;
    }
    let next = words.get(end + 1).map(|(_, word)| fold(word));
    if next.is_some_and(|next| TOO_MUCH.contains(&next.as_str())) {
        return None;
    }
    let follows = |word: &str| {
        FOLLOWING.iter().any(|one| {
            [*one, one.trim_end_matches('.')].contains(&fold(word).trim_end_matches('.'))
        })
    };
    let amount_end = end;
    while end + 1 < words.len() && !ends_a_part(words[end].1) && follows(words[end + 1].1) {
        end += 1;
    }
    while end > amount_end && LEADING_ON.contains(&fold(words[end].1).as_str()) {
        end -= 1;
    }
    let (from, to) = (words[start].0, words[end].0 + words[end].1.len());
    let pay = line[from..to].trim_matches([',', ';', '(', ')', '[', ']', '|', ':', ' ']);
    let pay = if pay.ends_with("p.a.") {
        pay
    } else {
        pay.trim_end_matches('.')
    };
    let rest = format!("{} , {}", &line[..from], &line[to..]);
    is_short(pay, LONGEST_PAY).then(|| (pay.to_owned(), rest))
}

/// Whether a whole part is an amount without a currency: “65k”, “60-70k”.
pub(super) fn is_bare_amount(part: &str) -> bool {
    let has_thousands = part.ends_with(['k', 'K']);
    has_thousands
        && part
            .split_whitespace()
            .all(|word| is_amount(word) || JOINING.contains(&word))
}

fn words_with_places(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let start = line.as_ptr() as usize;
    line.split_whitespace()
        .map(move |word| (word.as_ptr() as usize - start, word))
}

/// A comma or a bar after a word ends what is said there; one inside an amount does not.
fn ends_a_part(word: &str) -> bool {
    word.ends_with([',', ';', ')', '|'])
}

fn fold(word: &str) -> String {
    bare(word).to_lowercase()
}

fn bare(word: &str) -> &str {
    let bare = word.trim_matches([',', ';', '(', ')', '[', ']', ':', '|']);
    if bare.is_empty() { word } else { bare }
}

fn has_currency(word: &str) -> bool {
    let letters = word
        .trim_matches(|letter: char| !letter.is_alphabetic())
        .to_lowercase();
    let letters = letters.strip_prefix('k').unwrap_or(&letters);
    is_short(word, 24) && (word.contains(SYMBOLS) || CURRENCIES.contains(&letters))
}

/// Digits with what belongs to numbers, at least two of them: “65,000”, “€60k-70k”, “$45/h”,
/// “1’200.–”.
fn is_amount(word: &str) -> bool {
    let word = bare(word);
    let (number, unit) = match word.split_once('/') {
        Some((number, unit)) => (number, unit),
        None => (word, ""),
    };
    let number = number.trim_start_matches(char::is_alphabetic);
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let letters = number
        .trim_end_matches(|letter: char| letter.is_alphabetic() && !matches!(letter, 'k' | 'K'));
    let is_currency = number.len() == letters.len() || has_currency(&number[letters.len()..]);
    let is_number = letters.chars().all(|letter| {
        letter.is_ascii_digit() || SYMBOLS.contains(&letter) || "kK.,'’-–—+~".contains(letter)
    });
    let is_unit = unit
        .chars()
        .all(|letter| letter.is_alphabetic() || letter == '.');
    digits >= 2 && is_number && is_currency && is_unit
}
