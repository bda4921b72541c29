//! Signs that a text is a place: a country or a large city, a postcode, “Town, Region”.

use super::limits::is_short;
use super::shape::has_legal_form;
use crate::values::text::fold;

/// Countries, regions and large cities, folded, as postings write them. They are not all there are:
/// a place that is missing here is recognised by where it stands.
#[rustfmt::skip]
const KNOWN: [&str; 240] = [
    "germany", "deutschland", "austria", "osterreich", "switzerland", "schweiz", "suisse", "france", "spain", "espana", "portugal", "italy", "italia",
    "netherlands", "nederland", "the netherlands", "belgium", "belgie", "belgique", "luxembourg", "denmark", "danmark", "sweden", "sverige", "norway", "norge",
    "finland", "suomi", "iceland", "ireland", "united kingdom", "uk", "great britain", "england", "scotland", "wales", "northern ireland", "poland", "polska",
    "czech republic", "czechia", "slovakia", "hungary", "romania", "bulgaria", "greece", "croatia", "slovenia", "serbia", "ukraine", "estonia", "latvia", "lithuania",
    "turkey", "turkiye", "israel", "egypt", "morocco", "nigeria", "kenya", "south africa", "united arab emirates", "uae", "saudi arabia", "qatar", "india",
    "pakistan", "bangladesh", "singapore", "malaysia", "indonesia", "philippines", "thailand", "vietnam", "china", "hong kong", "taiwan", "japan", "south korea",
    "australia", "new zealand", "canada", "united states", "united states of america", "usa", "us", "mexico", "brazil", "brasil", "argentina", "chile", "colombia",
    "peru", "europe", "eu", "emea", "apac", "latam", "dach", "worldwide", "north america", "global",
    "berlin", "hamburg", "munchen", "munich", "koln", "cologne", "frankfurt", "frankfurt am main", "stuttgart", "dusseldorf", "leipzig", "dortmund", "essen",
    "bremen", "dresden", "hannover", "nurnberg", "duisburg", "bonn", "munster", "karlsruhe", "mannheim", "augsburg", "wien", "vienna", "graz", "linz", "salzburg",
    "zurich", "geneva", "geneve", "genf", "basel", "bern", "lausanne", "paris", "lyon", "marseille", "toulouse", "nice", "nantes", "strasbourg", "montpellier",
    "bordeaux", "lille", "rennes", "grenoble", "madrid", "barcelona", "valencia", "sevilla", "seville", "malaga", "bilbao", "zaragoza", "lisbon", "lisboa", "porto", "milan",
    "milano", "rome", "roma", "turin", "torino", "naples", "bologna", "florence", "amsterdam", "rotterdam", "utrecht", "eindhoven", "den haag", "the hague",
    "brussels", "bruxelles", "brussel", "antwerp", "antwerpen", "ghent", "gent", "copenhagen", "kobenhavn", "aarhus", "stockholm", "gothenburg", "goteborg", "malmo",
    "oslo", "bergen", "helsinki", "dublin", "cork", "london", "manchester", "birmingham", "leeds", "glasgow", "edinburgh", "bristol", "liverpool", "sheffield", "cardiff",
    "belfast", "warsaw", "warszawa", "krakow", "wroclaw", "gdansk", "prague", "praha", "budapest", "bucharest", "sofia", "athens", "tel aviv", "dubai", "bangalore", "bengaluru",
    "mumbai", "delhi", "hyderabad", "pune", "chennai", "tokyo", "sydney", "melbourne", "brisbane", "perth", "auckland", "wellington", "toronto", "vancouver", "montreal",
    "new york", "new york city", "nyc", "san francisco", "los angeles",
];

/// More cities of North and South America.
#[rustfmt::skip]
const KNOWN_IN_AMERICA: [&str; 24] = [
    "seattle", "boston", "chicago", "austin", "denver", "atlanta", "dallas", "houston", "miami", "philadelphia", "washington", "portland", "san diego", "phoenix",
    "detroit", "minneapolis", "sao paulo", "rio de janeiro", "buenos aires", "bogota", "santiago", "lima", "mexico city", "ciudad de mexico",
];

/// Whether a text is surely, or by its form, a place.
pub(super) fn is_place(text: &str) -> bool {
    if !is_short(text, 80) || has_legal_form(text) {
        return false;
    }
    let text = text.trim();
    is_known_place(text) || is_postal(text) || is_town_and_region(text)
}

/// Whether a text is, or begins or ends with, a country or a large city.
pub(super) fn is_known_place(text: &str) -> bool {
    let folded = fold(text);
    let is_known = |part: &str| {
        let part = part
            .trim()
            .trim_start_matches("greater ")
            .trim_end_matches(" area")
            .trim_end_matches(" metropolitan");
        KNOWN.contains(&part) || KNOWN_IN_AMERICA.contains(&part)
    };
    let mut parts = folded.split([',', '(', ')', '/', '|', '·', '-', '–']);
    let first = parts.next().unwrap_or_default();
    let last = folded
        .rsplit([',', '(', '/', '|', '·'])
        .next()
        .unwrap_or_default();
    is_known(first) || is_known(last.trim_end_matches(')')) || is_known(&folded)
}

/// “10115 Berlin”, “Leeds LS11”, “Lille - 59”, “Dallas, TX 75201”.
fn is_postal(text: &str) -> bool {
    let words: Vec<&str> = text
        .split([' ', ',', '-', '–', '(', ')'])
        .filter(|word| !word.is_empty())
        .collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return false;
    };
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let is_name = |word: &str| word.starts_with(char::is_uppercase) && word.chars().count() > 2;
    let is_year = last.len() == 4 && (last.starts_with("19") || last.starts_with("20"));
    let is_code_first = is_number(first) && (4..=5).contains(&first.len()) && is_name(last);
    let is_code_last = is_number(last)
        && (last.len() == 2 && text.contains(['-', '(']) || last.len() == 5)
        && is_name(first);
    // The outward code of Britain: one or two letters, a digit, perhaps more.
    let letters = last.bytes().take_while(u8::is_ascii_uppercase).count();
    let is_british = (1..=2).contains(&letters)
        && (letters + 1..=letters + 2).contains(&last.len())
        && last.as_bytes()[letters].is_ascii_digit()
        && is_name(first);
    let is_full_british = words.len() > 2
        && last.len() == 3
        && last.as_bytes()[0].is_ascii_digit()
        && last.bytes().skip(1).all(|byte| byte.is_ascii_uppercase());
    words.len() <= 5 && !is_year && (is_code_first || is_code_last || is_british || is_full_british)
}

/// “Tauranga, Bay of Plenty”, “Springfield, IL”: two or three names apart by commas.
fn is_town_and_region(text: &str) -> bool {
    let parts: Vec<&str> = text.split(", ").collect();
    let is_name = |part: &&str| {
        let words = part.split_whitespace().count();
        (1..=3).contains(&words)
            && part.starts_with(char::is_uppercase)
            && part
                .chars()
                .all(|letter| letter.is_alphabetic() || " -.'’".contains(letter))
    };
    (2..=3).contains(&parts.len()) && parts.iter().all(is_name)
}
