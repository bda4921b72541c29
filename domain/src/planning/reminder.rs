//! The one sentence a day that says how much is due. It names nobody: it may be seen by whoever looks at a locked phone.

/// What is told when so many things are due; nothing on a day without any.
#[must_use]
pub fn sentence(count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some("One thing is ready for you today.".into()),
        count => Some(format!(
            "{count} things are ready for you today. One is enough to begin with."
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_without_tasks_is_left_in_peace() {
        assert_eq!(sentence(0), None);
        assert_eq!(
            sentence(1).as_deref(),
            Some("One thing is ready for you today.")
        );
        assert!(sentence(3).is_some_and(|words| words.starts_with("3 things")));
    }
}
