//! The storage that all tabs of a browser share, as a trait.

/// Texts by name, shared by all tabs of a browser, as in local storage.
pub trait Disk {
    /// Reads a value.
    fn get(&self, name: &str) -> Option<String>;
    /// Writes a value. Returns whether there was room.
    fn set(&self, name: &str, text: &str) -> bool;
    /// Deletes a value.
    fn remove(&self, name: &str);
    /// The names of all values of this product. `None` if storage is blocked.
    fn names(&self) -> Option<Vec<String>>;
    /// Whether everything was erased since this page began, so that nothing may be written any
    /// more.
    fn is_erased(&self) -> bool;
}
