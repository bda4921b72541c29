//! Content lines of calendars and cards: escaped, folded at 75 octets without cutting a character, ended by CRLF (RFC 5545, 3.1 and 3.3.11;
//! RFC 6350, 3.2 and 3.4).

/// The longest line, in octets, without its end.
const LONGEST: usize = 75;

/// A file while it is written.
#[derive(Default)]
pub(crate) struct Lines(String);

impl Lines {
    /// Adds a line whose value needs no escaping. Control characters but tabs are left out: none may stand in a line.
    pub(crate) fn add(&mut self, name: &str, value: &str) {
        let mut used = 0;
        let letters = name.chars().chain([':']).chain(value.chars());
        for letter in letters.filter(|letter| !letter.is_control() || *letter == '\t') {
            let size = letter.len_utf8();
            if used + size > LONGEST {
                self.0.push_str("\r\n ");
                // The space that marks the continuation counts.
                used = 1;
            }
            self.0.push(letter);
            used += size;
        }
        self.0.push_str("\r\n");
    }

    /// Adds a line of text.
    pub(crate) fn add_text(&mut self, name: &str, text: &str) {
        self.add(name, &escaped(text));
    }

    pub(crate) fn into_text(self) -> String {
        self.0
    }
}

/// A text with what has a meaning in a line escaped.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            '\n' | '\r' => escaped.push_str("\\n"),
            _ => escaped.push(letter),
        }
    }
    escaped
}
