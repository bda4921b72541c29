//! Faults of a database as text for people.

/// Faults that are listed in full; of the others only how many there are.
pub(crate) const FAULTS_SHOWN: usize = 20;

/// Faults as one text: how many, and the first of them.
pub(crate) fn list_faults(faults: &[String], most: usize) -> String {
    let number = match faults.len() {
        1 => "1 fault".to_owned(),
        number => format!("{number} faults"),
    };
    let shown: Vec<&str> = faults.iter().take(most).map(String::as_str).collect();
    let rest = match faults.len() - shown.len() {
        0 => String::new(),
        more => format!("\nand {more} more; the check command lists them all"),
    };
    format!("{number}:\n{}{rest}", shown.join("\n"))
}
