//! HTML as text: the one place where what people wrote becomes part of a document.

/// HTML that is built up. Only [`Self::text`] and [`Self::lines`] take what someone wrote.
#[derive(Debug, Default)]
pub(super) struct Html(String);

impl Html {
    /// Adds markup of this program, as it is.
    pub(super) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Adds text, escaped for content and for attribute values in double quotes alike.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            match letter {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                // A parser drops or replaces these, and each in its own way.
                letter if letter.is_control() && !matches!(letter, '\n' | '\t') => {
                    if letter != '\r' {
                        self.0.push('\u{fffd}');
                    }
                }
                letter => self.0.push(letter),
            }
        }
        self
    }

    /// Adds a number.
    pub(super) fn number(&mut self, number: usize) -> &mut Self {
        self.text(&number.to_string())
    }

    /// Adds a text of several lines as paragraphs.
    pub(super) fn lines(&mut self, text: &str) -> &mut Self {
        let text = text.replace("\r\n", "\n");
        for paragraph in text.split("\n\n").map(str::trim) {
            if paragraph.is_empty() {
                continue;
            }
            self.raw("<p dir=\"auto\">");
            for (number, line) in paragraph.split('\n').enumerate() {
                if number > 0 {
                    self.raw("<br>");
                }
                self.text(line);
            }
            self.raw("</p>\n");
        }
        self
    }

    /// The whole of it.
    pub(super) fn finish(self) -> String {
        self.0
    }

    /// Adds HTML that was built here.
    pub(super) fn html(&mut self, other: &Self) -> &mut Self {
        self.0.push_str(&other.0);
        self
    }
}
