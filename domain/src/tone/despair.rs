//! Words that sound like despair. Where a person writes them, one line points to human help, and no
//! such text is offered as something to learn from. It is looked at on the device only.
//!
//! The list is our own, short, and made by hand: plain first-person sentences of not wanting to
//! live, of harming oneself and of being worth nothing. It diagnoses nothing. A line too many costs
//! little, but one under every “dead end” would be noise, so everyday turns of phrase are left out.

use super::reading::fold;

/// An expression, as words without contractions and fillers.
struct Expression {
    words: &'static str,
    /// Whether nothing but one of [`TAILS`] may follow in the sentence: “I don't want to live” is
    /// one thing, “I don't want to live in Leeds” another.
    ends: bool,
}

const fn anywhere(words: &'static str) -> Expression {
    Expression { words, ends: false }
}

const fn at_end(words: &'static str) -> Expression {
    Expression { words, ends: true }
}

static EXPRESSIONS: &[Expression] = &[
    at_end("want to die"),
    at_end("wanted to die"),
    at_end("hope i die"),
    at_end("wish to die"),
    at_end("ready to die"),
    at_end("going to die alone"),
    anywhere("want to be dead"),
    anywhere("wish i was dead"),
    anywhere("wish i were dead"),
    anywhere("wish i was never born"),
    anywhere("wish i were never born"),
    anywhere("wish i had never been born"),
    anywhere("better off dead"),
    at_end("better off without me"),
    anywhere("kill myself"),
    at_end("killing myself"),
    anywhere("end my life"),
    anywhere("ending my life"),
    anywhere("end my own life"),
    anywhere("take my life"),
    anywhere("take my own life"),
    anywhere("taking my own life"),
    at_end("end it all"),
    at_end("ending it all"),
    anywhere("i am suicidal"),
    anywhere("i feel suicidal"),
    anywhere("feeling suicidal"),
    at_end("have suicidal thoughts"),
    anywhere("having suicidal thoughts"),
    anywhere("commit suicide"),
    at_end("thinking about suicide"),
    at_end("thinking of suicide"),
    at_end("think about suicide"),
    at_end("think of suicide"),
    at_end("thoughts of suicide"),
    at_end("want to hurt myself"),
    anywhere("want to harm myself"),
    anywhere("harming myself"),
    at_end("not want to live"),
    at_end("no longer want to live"),
    at_end("not want to be alive"),
    at_end("not want to exist"),
    at_end("want to stop existing"),
    at_end("not want to be here anymore"),
    at_end("not want to wake up"),
    at_end("want to never wake up"),
    at_end("and never wake up"),
    at_end("want to disappear"),
    anywhere("no reason to live"),
    anywhere("no reason to go on living"),
    anywhere("nothing to live for"),
    anywhere("nothing left to live for"),
    anywhere("life is not worth"),
    anywhere("my life is worth nothing"),
    anywhere("my life has no meaning"),
    at_end("not worth living"),
    anywhere("no point in living"),
    at_end("no point in going on"),
    anywhere("no point living"),
    anywhere("tired of living"),
    at_end("tired of life"),
    anywhere("tired of being alive"),
    anywhere("sick of living"),
    anywhere("give up on life"),
    anywhere("giving up on life"),
    at_end("i can not go on"),
    anywhere("can not go on living"),
    anywhere("would miss me if i"),
    anywhere("nobody would miss me"),
    anywhere("no one would miss me"),
    at_end("i am worthless"),
    at_end("i feel worthless"),
    anywhere("i am a worthless"),
    anywhere("my life is worthless"),
    anywhere("i hate myself"),
    at_end("i feel hopeless"),
    anywhere("no hope for me"),
    // German, Dutch, Swedish, Danish and Norwegian.
    at_end("will sterben"),
    at_end("möchte sterben"),
    at_end("will nicht mehr leben"),
    at_end("möchte nicht mehr leben"),
    at_end("wäre lieber tot"),
    anywhere("mich umbringen"),
    anywhere("bringe mich um"),
    anywhere("mir das leben nehmen"),
    at_end("bin wertlos"),
    at_end("ik wil dood"),
    at_end("wil niet meer leven"),
    at_end("vill dö"),
    at_end("vill inte leva"),
    at_end("vil dø"),
    at_end("vil ikke leve"),
    // French, Spanish, Italian, Portuguese and Polish.
    at_end("je veux mourir"),
    at_end("envie de mourir"),
    anywhere("me suicider"),
    at_end("plus envie de vivre"),
    at_end("veux plus vivre"),
    at_end("quiero morir"),
    at_end("quiero morirme"),
    at_end("no quiero vivir"),
    anywhere("suicidarme"),
    at_end("voglio morire"),
    at_end("voglio più vivere"),
    anywhere("suicidarmi"),
    at_end("quero morrer"),
    at_end("não quero viver"),
    at_end("chcę umrzeć"),
    at_end("nie chcę żyć"),
];

/// What may come after an expression that ends its sentence.
static TAILS: [&str; 35] = [
    "alone",
    "already",
    "and",
    "any",
    "anymore",
    "because",
    "but",
    "forever",
    "if",
    "i",
    "like",
    "mehr",
    "meer",
    "mer",
    "more",
    "más",
    "mais",
    "longer",
    "niemals",
    "now",
    "oder",
    "och",
    "og",
    "or",
    "plus",
    "right",
    "since",
    "sometimes",
    "so",
    "then",
    "today",
    "tomorrow",
    "tonight",
    "und",
    "when",
];

/// Words that are passed over: “I just really want to die”.
static FILLERS: [&str; 16] = [
    "absolutely",
    "actually",
    "completely",
    "even",
    "fucking",
    "honestly",
    "just",
    "kind",
    "only",
    "quite",
    "really",
    "simply",
    "totally",
    "truly",
    "utterly",
    "very",
];

/// Contractions, with and without their apostrophe, and the words they stand for.
static CONTRACTIONS: [(&str, &str); 24] = [
    ("i'm", "i am"),
    ("im", "i am"),
    ("i'd", "i would"),
    ("don't", "do not"),
    ("dont", "do not"),
    ("didn't", "did not"),
    ("doesn't", "does not"),
    ("isn't", "is not"),
    ("isnt", "is not"),
    ("can't", "can not"),
    ("cant", "can not"),
    ("cannot", "can not"),
    ("there's", "there is"),
    ("life's", "life is"),
    ("wouldn't", "would not"),
    ("won't", "will not"),
    ("wanna", "want to"),
    ("gonna", "going to"),
    ("they'd", "they would"),
    ("everyone'd", "everyone would"),
    ("i've", "i have"),
    ("it's", "it is"),
    ("that's", "that is"),
    ("noone", "no one"),
];

/// Before “want to die” and the like, these make it somebody else's wish, or its opposite.
static NOT_ONES_OWN: [&str; 8] = [
    "not", "never", "nobody", "people", "they", "who", "we", "you",
];

/// Between two sentences.
const STOP: &str = ".";

/// Whether a text sounds like despair.
///
/// Meant for one line of help on the device. Never for a report, a statistic, or anything that is
/// sent anywhere.
#[must_use]
pub fn sounds_like_despair(text: &str) -> bool {
    // Scripts that do not part words, and words of Russian and Ukrainian that cannot be mistaken.
    let folded = fold(text);
    let whole = [
        "死にたい",
        "消えたい",
        "不想活",
        "хочу умереть",
        "не хочу жить",
        "хочу померти",
    ];
    if whole.iter().any(|words| folded.contains(words)) {
        return true;
    }
    let words = plain_words(&folded);
    EXPRESSIONS
        .iter()
        .any(|expression| expression.stands_in(&words))
}

impl Expression {
    fn stands_in(&self, words: &[&str]) -> bool {
        let sought: Vec<&str> = self.words.split(' ').collect();
        words.windows(sought.len()).enumerate().any(|(at, found)| {
            let before = at.checked_sub(1).and_then(|at| words.get(at));
            let after = words.get(at + sought.len());
            found == sought
                && !before.is_some_and(|word| NOT_ONES_OWN.contains(word))
                && (!self.ends || after.is_none_or(|word| *word == STOP || TAILS.contains(word)))
        })
    }
}

/// The words of a folded text, contractions written out, fillers passed over, with a [`STOP`]
/// wherever a sentence or a part of one ends.
fn plain_words(folded: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '\'';
    for part in folded.split_inclusive(|letter: char| !is_part(letter)) {
        let word = part.trim_end_matches(|letter: char| !is_part(letter));
        let written_out = CONTRACTIONS.iter().find(|(short, _)| *short == word);
        match written_out {
            Some((_, long)) => words.extend(long.split(' ')),
            None if word.is_empty() || FILLERS.contains(&word) => {}
            None => words.push(word),
        }
        if part.ends_with(['.', ',', ';', ':', '!', '?', '\n', ')', '…', '—']) {
            words.push(STOP);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn despair_is_heard() {
        for text in [
            "I am worthless and I want to die",
            "i dont want to live anymore",
            "I don’t want to live any more.",
            "Honestly I just really want to die.",
            "I wanna die",
            "They would all be better off without me.",
            "I keep thinking about suicide",
            "I'm going to kill myself",
            "Sometimes I wish I was dead",
            "I can't go on.",
            "I cannot go on like this any longer",
            "There is no reason to live",
            "Life isn't worth it, life is not worth living",
            "I feel completely worthless.",
            "I want to end it all",
            "I want to go to sleep and never wake up",
            "Nobody would miss me if I were gone",
            "I hate myself",
            "Ich will nicht mehr leben",
            "Je veux mourir",
            "No quiero vivir más",
            "死にたい",
        ] {
            assert!(sounds_like_despair(text), "{text}");
        }
    }

    #[test]
    fn everyday_words_are_not() {
        for text in [
            "",
            "I'm dying to know what they decide",
            "Our killer feature is the offline mode",
            "That call was a dead end, and the deadline is Friday",
            "My CV is worthless without numbers",
            "A worthless CV, they said",
            "I don't want to live in London",
            "This is not the hill I want to die on",
            "They don't want to die as a company",
            "Patients who want to die at home deserve a good nurse",
            "I was killing myself to meet the deadline",
            "It's killing me to wait",
            "I could have died of embarrassment. I wanted to die of shame",
            "Suicide prevention is their field; they run a helpline",
            "I'd kill for that job",
            "They killed two birds with one stone: kill the process, restart the daemon",
            "The project was dead on arrival",
            "I want to live closer to the sea",
            "I can't go on holiday before June",
            "I don't want to wake up at five for the commute",
            "We want to disappear from the ad market",
            "It was a hopeless brief, and I cut myself short",
            "No point in applying twice",
            "This product lives and dies by its data",
            "end to end, all of it",
            "I felt worth nothing less than a senior title",
        ] {
            assert!(!sounds_like_despair(text), "{text}");
        }
    }
}
