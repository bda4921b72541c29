//! Answers of a review, and what is made of them.
