//! Ways to carry things in and out: files, the clipboard, the share sheet, the device's contacts.

use domain::model::person::Person;

/// Ways in and out of the app, by hand.
pub trait Files {
    /// Copies text to the clipboard, then says whether it is there.
    fn copy(&self, _text: &str, then: Box<dyn FnOnce(bool)>) {
        then(false);
    }

    /// Puts a text into the field with this id, selects it and has the browser copy what is
    /// selected, as pages did before there was a clipboard. Returns whether the browser says that it did.
    fn copy_selected(&self, _field_id: &str, _text: &str) -> bool {
        false
    }

    /// Hands a text to the person as a file.
    fn download(&self, _file_name: &str, _media_type: &str, _text: &str) {}

    /// Reads the file chosen in the file input with this id, unless it is larger than this many
    /// bytes.
    fn read_file(
        &self,
        _input_id: &str,
        _largest: usize,
        _encoding: Encoding,
        then: Box<dyn FnOnce(FileRead)>,
    ) {
        then(FileRead::Unreadable);
    }

    /// Whether the device has a sheet to share with (the Web Share API).
    fn can_share(&self) -> bool {
        false
    }

    /// Opens the sheet to share a text.
    fn share(&self, _title: &str, _text: &str) {}

    /// Whether people can be picked from the device's own contacts (the Contact Picker API).
    fn can_pick_contacts(&self) -> bool {
        false
    }

    /// Has the person pick from the device's contacts; nobody if they close the picker.
    fn pick_contacts(&self, then: Box<dyn FnOnce(Vec<Person>)>) {
        then(Vec::new());
    }
}

/// How the bytes of a file are read as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// As UTF-8: files of this app.
    Utf8,
    /// As UTF-8 or whatever older encoding the bytes speak for: files of other programs.
    Any,
}

/// The outcome of reading a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileRead {
    /// Its text.
    Text(String),
    /// It is larger than asked for.
    TooLarge,
    /// No file was chosen, or the browser could not read it.
    Unreadable,
}
