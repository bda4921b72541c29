//! Words of the pages around a posting: buttons, headings, counts. They name nobody.

use super::employment::is_employment;
use crate::values::text::fold;

/// First words of buttons and links, folded: what a page asks its reader to do.
#[rustfmt::skip]
const ASKING: [&str; 94] = [
    "apply", "save", "saved", "share", "show", "see", "view", "skip", "sign", "log", "login", "report", "back", "follow", "following", "search", "easy", "quick",
    "print", "copy", "send", "refer", "connect", "message", "unlock", "try", "learn", "click", "open", "close", "next", "previous", "home", "menu",
    "bewerben", "jetzt", "direkt", "merken", "speichern", "teilen", "melden", "drucken", "zuruck", "zur", "zum", "mehr", "anmelden", "suchen", "weiter", "ich",
    "postuler", "candidater", "enregistrer", "partager", "sauvegarder", "signaler", "voir", "retour", "imprimer", "suivre", "accueil",
    "inscribirme", "inscribete", "solicitar", "aplicar", "guardar", "compartir", "ver", "volver", "denunciar", "postularme",
    "solliciteer", "solliciteren", "bewaar", "bewaren", "opslaan", "delen", "terug", "bekijk", "bekijken",
    "candidati", "candidarsi", "salva", "condividi", "segnala", "vedi", "candidatar", "salvar", "compartilhar", "partilhar", "ansok", "spara", "dela", "aplikuj",
];

/// Headings and single words of such pages, folded.
#[rustfmt::skip]
const HEADINGS: [&str; 89] = [
    "careers", "career", "jobs", "job", "job details", "job description", "full job description", "description", "about the job", "about the role", "about us",
    "profile insights", "overview", "responsibilities", "requirements", "qualifications", "benefits", "skills", "department", "departments", "locations",
    "time type", "posted on", "job requisition id", "requisition id", "job type", "employment type", "seniority level", "industry", "industries",
    "job function", "logo", "new", "promoted", "urgent", "hiring", "we are hiring", "were hiring", "now hiring", "open positions", "vacancies",
    "karriere", "stellenangebote", "stellenangebot", "stellenanzeige", "aufgaben", "deine aufgaben", "ihre aufgaben", "profil", "dein profil", "ihr profil",
    "uber uns", "wir bieten", "das bieten wir", "beschreibung", "anzeige", "neu", "emplois", "carrieres", "le poste", "offre demploi", "missions", "profil recherche",
    "engineering", "product", "design", "marketing", "sales", "finance", "operations", "human resources", "people", "legal", "customer support", "it", "vertrieb", "technik",
    "descriptif du poste", "empleos", "empleo", "ofertas", "oferta", "descripcion", "requisitos", "vacatures", "vacature", "lavoro", "vagas", "hybrid",
];

/// Words of lines that count or date a posting: “2 weeks ago”, “57 people clicked apply”.
#[rustfmt::skip]
const COUNTING: [&str; 40] = [
    "ago", "posted", "reposted", "applicants", "applicant", "clicked", "views", "reviews", "review", "ratings", "stars", "star", "followers", "employees", "alumni",
    "connections", "promoted", "responses", "erschienen", "veroffentlicht", "bewerber", "bewertungen", "mitarbeiter", "mitarbeitende", "sterne",
    "publiee", "publie", "candidats", "candidatures", "avis", "salaries", "publicado", "publicada", "hace", "inscritos", "geplaatst", "sollicitanten", "pubblicato",
    "opublikowano", "publicerad",
];

/// Whether a line belongs to the page rather than to the posting.
pub(in crate::capture) fn is_interface(line: &str) -> bool {
    let folded = fold(line);
    let mut bare = String::with_capacity(folded.len());
    for letter in folded.chars() {
        if letter.is_alphanumeric() || letter == ' ' || letter == '-' {
            bare.push(letter);
        }
    }
    let words: Vec<&str> = bare
        .split([' ', '-'])
        .filter(|word| !word.is_empty())
        .collect();
    let Some(first) = words.first() else {
        return true;
    };
    let asks = ASKING.contains(first) && (words.len() == 1 || is_lower_after_first(line));
    let counts = words.iter().any(|word| COUNTING.contains(word))
        && (words.len() == 1 || words.iter().any(|word| is_counted(word)));
    asks || counts || HEADINGS.contains(&words.join(" ").as_str()) || is_employment(line)
}

fn is_counted(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_digit())
        || COUNTING.contains(&word)
        || matches!(
            word,
            "by" | "vor" | "il" | "heute" | "today" | "hier" | "gestern" | "yesterday"
        )
}

/// Whether all words after the first that have letters begin in lower case, or there are more than
/// one such word asking: “Show more options”, “Easy Apply”. A name goes on with a capital.
fn is_lower_after_first(line: &str) -> bool {
    let rest = line.split_whitespace().skip(1);
    let lower = rest
        .clone()
        .filter(|word| word.starts_with(char::is_lowercase))
        .count();
    let asking = rest
        .clone()
        .all(|word| ASKING.contains(&fold(word).as_str()));
    asking || 2 * lower >= rest.count()
}
