//! Files out and in, and the clipboard.

use std::time::Duration;

use app::platform::{Encoding, FileRead};
use domain::exchange::vcard::decode;
use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, BlobPropertyBag, File, HtmlAnchorElement, HtmlDocument, HtmlInputElement,
    HtmlTextAreaElement, TextDecoder, TextDecoderOptions, Url,
};

use crate::dom::element;
use crate::support::has;

/// How long a file for download stays at hand. The browser has it by then; a minute is ample.
const HANDED_OVER: Duration = Duration::from_secs(60);

/// Copies text to the clipboard, then says whether it is there. Plain http has no clipboard, and
/// the person or a policy may deny it.
pub(crate) fn copy(text: &str, then: impl FnOnce(bool) + 'static) {
    let navigator = window().navigator();
    if !has(&navigator, "clipboard") {
        then(false);
        return;
    }
    let promise = navigator.clipboard().write_text(text);
    spawn_local(async move { then(JsFuture::from(promise).await.is_ok()) });
}

/// Puts a text into a field, selects it and copies what is selected.
pub(crate) fn copy_selected(field_id: &str, text: &str) -> bool {
    let Some(field) = element::<HtmlTextAreaElement>(field_id) else {
        return false;
    };
    // Not left to the view, which may be drawn later.
    field.set_value(text);
    let _ = field.focus();
    field.select();
    let document: Result<HtmlDocument, _> = document().dyn_into();
    document.is_ok_and(|document| document.exec_command("copy").unwrap_or_default())
}

/// Hands a text to the person as a file.
pub(crate) fn download(file_name: &str, media_type: &str, text: &str) {
    // A browser that cannot make a file leaves the page as it is; there is nothing to undo.
    let _ = try_to_download(file_name, media_type, text);
}

/// Reads the file chosen in an input, unless it is larger than this many bytes.
pub(crate) fn read(
    input_id: &str,
    largest: usize,
    encoding: Encoding,
    then: impl FnOnce(FileRead) + 'static,
) {
    let files = element::<HtmlInputElement>(input_id).and_then(|input| input.files());
    let Some(file) = files.and_then(|files| files.get(0)) else {
        then(FileRead::Unreadable);
        return;
    };
    #[expect(clippy::cast_precision_loss, reason = "a limit far below 2^52")]
    if file.size() > largest as f64 {
        then(FileRead::TooLarge);
        return;
    }
    spawn_local(async move {
        let text = text_of(&file, encoding).await;
        then(text.map_or(FileRead::Unreadable, FileRead::Text));
    });
}

async fn text_of(file: &File, encoding: Encoding) -> Option<String> {
    match encoding {
        Encoding::Utf8 => JsFuture::from(file.text()).await.ok()?.as_string(),
        Encoding::Any => {
            let bytes = JsFuture::from(file.array_buffer()).await.ok()?;
            Some(decode(Uint8Array::new(&bytes).to_vec(), &decoded))
        }
    }
}

/// Bytes in the encoding with this label, by the tables every browser has. `None` if the browser
/// knows no such encoding, or the bytes are not in it.
fn decoded(label: &str, bytes: &[u8]) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    let decoder = TextDecoder::new_with_label_and_options(label, &options).ok()?;
    decoder.decode_with_u8_array(bytes).ok()
}

fn try_to_download(file_name: &str, media_type: &str, text: &str) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(file_name);
    link.click();
    let revoke = move || {
        let _ = Url::revoke_object_url(&address);
    };
    set_timeout(revoke, HANDED_OVER);
    Ok(())
}
