//! Which questions of a request are ticked, as one text, so that a half-written form keeps it.

use domain::method::{FIRST_QUESTIONS, Material};

/// Marks ticks that leave no question at all, which is not the same as none chosen yet.
const NO_QUESTION: &str = "-";

/// Whether a question is ticked: as chosen, else the first ones of the material.
pub(super) fn is_ticked(material: Material, ticked: &str, question: &str) -> bool {
    if ticked.is_empty() {
        let mut first = material.questions().iter().take(FIRST_QUESTIONS);
        return first.any(|first| *first == question);
    }
    ticked.lines().any(|line| line == question)
}

/// The ticks once one of them was set or taken back.
pub(super) fn ticked_after(
    material: Material,
    before: &str,
    question: &str,
    is_on: bool,
) -> String {
    let questions = material.questions().iter().copied();
    let after = questions.filter(|asked| {
        if *asked == question {
            is_on
        } else {
            is_ticked(material, before, asked)
        }
    });
    let after = after.collect::<Vec<_>>().join("\n");
    if after.is_empty() {
        NO_QUESTION.to_owned()
    } else {
        after
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_questions_are_ticked_to_begin_with_and_each_can_be_changed() {
        let questions = Material::Cv.questions();
        let ticked = |ticks: &str| {
            let all = questions.iter();
            all.filter(|question| is_ticked(Material::Cv, ticks, question))
                .count()
        };
        assert_eq!(ticked(""), FIRST_QUESTIONS);
        let less = ticked_after(Material::Cv, "", questions[0], false);
        assert_eq!(ticked(&less), FIRST_QUESTIONS - 1);
        assert!(!is_ticked(Material::Cv, &less, questions[0]));
        let more = ticked_after(Material::Cv, &less, questions[5], true);
        assert_eq!(ticked(&more), FIRST_QUESTIONS);
        assert!(is_ticked(Material::Cv, &more, questions[5]));
    }

    #[test]
    fn no_question_ticked_is_not_the_same_as_none_chosen_yet() {
        let questions = Material::Cv.questions().iter();
        let none = questions.fold(String::new(), |ticks, question| {
            ticked_after(Material::Cv, &ticks, question, false)
        });
        let mut questions = Material::Cv.questions().iter();
        assert!(questions.all(|question| !is_ticked(Material::Cv, &none, question)));
    }
}
