//! What is written into the history of an opportunity: rounds, notes, corrections, removals.
