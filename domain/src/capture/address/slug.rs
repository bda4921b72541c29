//! Words made of the parts of addresses: “senior-data-engineer_R-12345”.

/// “senior-data-engineer_R-12345” as “Senior data engineer”.
pub(super) fn from_slug(slug: &str) -> String {
    let slug = decoded(slug);
    let mut words: Vec<&str> = Vec::new();
    for word in slug
        .split(['-', '_', '+', ' '])
        .filter(|word| !word.is_empty())
    {
        if !word.bytes().any(|byte| byte.is_ascii_digit()) {
            words.push(word);
        } else if words
            .last()
            .is_some_and(|last| last.len() < 3 && last.chars().all(char::is_uppercase))
        {
            // The letters before a number belong to it: “R-12345”.
            words.pop();
        }
    }
    let text = words.join(" ");
    if text.len() > 120 || text.contains(|letter: char| letter == '%' || letter.is_control()) {
        return String::new();
    }
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// Each word with a capital, as companies write themselves.
pub(super) fn capitalised(text: &str) -> String {
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map_or_else(String::new, |first| {
                first.to_uppercase().chain(letters).collect()
            })
        })
        .collect();
    words.join(" ")
}

/// Undoes percent-encoding; a part that does not decode to text stays as it is.
pub(super) fn decoded(slug: &str) -> String {
    let mut bytes = Vec::with_capacity(slug.len());
    let mut rest = slug.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = code.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match byte {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| slug.to_owned())
}
