//! The device's own contacts (Contact Picker API), on devices that let them be picked. `web_sys`
//! lacks this interface.

use domain::model::person::Person;
use js_sys::{Array, Object, Promise};
use leptos::prelude::window;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Navigator;

/// Most contacts taken at once.
const MOST_CONTACTS: u32 = 500;

#[wasm_bindgen]
extern "C" {
    /// A navigator that may have contacts.
    #[wasm_bindgen(extends = Navigator)]
    type ContactsNavigator;

    #[wasm_bindgen(method, getter)]
    fn contacts(this: &ContactsNavigator) -> Option<ContactsManager>;

    type ContactsManager;

    #[wasm_bindgen(method, catch)]
    fn select(
        this: &ContactsManager,
        properties: &Array,
        options: &SelectOptions,
    ) -> Result<Promise, JsValue>;

    #[wasm_bindgen(extends = Object)]
    type SelectOptions;

    #[wasm_bindgen(method, setter)]
    fn set_multiple(this: &SelectOptions, multiple: bool);

    /// A picked contact; each property is a list, or missing.
    type ContactInfo;

    #[wasm_bindgen(method, getter)]
    fn name(this: &ContactInfo) -> Option<Array>;

    #[wasm_bindgen(method, getter)]
    fn email(this: &ContactInfo) -> Option<Array>;

    #[wasm_bindgen(method, getter)]
    fn tel(this: &ContactInfo) -> Option<Array>;
}

/// Whether contacts can be picked.
pub(crate) fn is_possible() -> bool {
    manager().is_some()
}

/// Has the person pick from the device's contacts; nobody if they close the picker.
pub(crate) async fn pick() -> Vec<Person> {
    let contacts = select_contacts().await.unwrap_or_default();
    (0..contacts.length().min(MOST_CONTACTS))
        .map(|at| person_of(&contacts.get(at).unchecked_into()))
        .collect()
}

async fn select_contacts() -> Option<Array> {
    let properties = Array::of3(&"name".into(), &"email".into(), &"tel".into());
    let options: SelectOptions = Object::new().unchecked_into();
    options.set_multiple(true);
    let picking = manager()?.select(&properties, &options).ok()?;
    let picked = JsFuture::from(picking).await.ok()?;
    Some(Array::from(&picked))
}

fn person_of(contact: &ContactInfo) -> Person {
    let [name, mail, phone] = [contact.name(), contact.email(), contact.tel()].map(first);
    // Without a name they go by what there is.
    let shown = [&name, &mail, &phone]
        .into_iter()
        .find(|text| !text.is_empty());
    Person {
        name: shown.cloned().unwrap_or_default(),
        mail,
        phone,
        ..Person::default()
    }
}

/// The first text of a list.
fn first(list: Option<Array>) -> String {
    let text = list.and_then(|list| list.iter().find_map(|text| text.as_string()));
    text.map(|text| text.trim().to_owned()).unwrap_or_default()
}

fn manager() -> Option<ContactsManager> {
    let navigator: ContactsNavigator = window().navigator().unchecked_into();
    navigator.contacts()
}
