//! The build that is served: the hashed names of its files and an id that changes whenever any of
//! them does.

use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

use super::templates;

/// Files beside `pkg/` that the app needs offline.
const ALSO_OFFLINE: [&str; 6] = [
    "/icons/sprite.svg",
    "/icons/favicon.svg",
    "/icons/icon-192.png",
    "/icons/icon-512.png",
    "/icons/apple-touch-icon.png",
    "/manifest.webmanifest",
];

/// The build that is served.
#[derive(Clone, Debug)]
pub struct Build {
    /// Twelve hexadecimal digits over the contents of all files.
    pub id: String,
    /// The folder of the site.
    pub site_dir: PathBuf,
    /// Address of the script that loads the WebAssembly.
    pub script: String,
    /// Address of the first WebAssembly file.
    pub wasm: String,
    /// Address of the module that fetches the other parts.
    pub loader: String,
    /// Address of the style sheet.
    pub stylesheet: String,
    /// Address of the generated script that starts the app.
    pub boot_script: String,
    /// Every address the app needs offline.
    pub offline: Vec<String>,
}

impl Build {
    /// Reads the site folder.
    ///
    /// # Errors
    /// A sentence that says what is missing and how to make it.
    pub fn read(site_dir: &Path) -> Result<Self, String> {
        let pkg = site_dir.join("pkg");
        let missing = |what: &str| {
            format!(
                "There is no {what} in {}. Run `make build` first, or name the folder with --site-dir.",
                pkg.display()
            )
        };
        let mut names: Vec<String> = fs::read_dir(&pkg)
            .map_err(|_| missing("site"))?
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .collect();
        names.sort();
        let find = |beginning: &str, ending: &str| {
            names
                .iter()
                .find(|name| name.starts_with(beginning) && name.ends_with(ending))
                .map(|name| format!("/pkg/{name}"))
                .ok_or_else(|| missing(&format!("file {beginning}…{ending}")))
        };
        let script = find("one-yes", ".js")?;
        let wasm = find("one-yes", ".wasm")?;
        let stylesheet = find("one-yes", ".css")?;
        let loader = find("__wasm_split", ".js")?;
        // All parts of the app, so that every page can be opened without a network.
        let mut offline: Vec<String> = names
            .iter()
            .filter(|name| name.ends_with(".js") || name.ends_with(".wasm"))
            .map(|name| format!("/pkg/{name}"))
            .collect();
        offline.push(stylesheet.clone());
        for address in ALSO_OFFLINE {
            if site_dir.join(&address[1..]).is_file() {
                offline.push(address.to_owned());
            }
        }
        let id = id_of(site_dir, &offline)?;
        let boot_script = format!("/pkg/boot.{id}.js");
        offline.push(boot_script.clone());
        Ok(Self {
            id,
            site_dir: site_dir.to_owned(),
            script,
            wasm,
            loader,
            stylesheet,
            boot_script,
            offline,
        })
    }

    /// The text of the script at [`Self::boot_script`].
    #[must_use]
    pub fn boot_text(&self) -> String {
        templates::without_comments(templates::BOOT)
            .replace("{wasm}", &self.wasm)
            .replace("{script}", &self.script)
            .replace("{loader}", &self.loader)
    }

    /// The SHA-384 of that script, which browsers check it against (Subresource Integrity).
    #[must_use]
    pub fn boot_integrity(&self) -> String {
        let hash = STANDARD.encode(Sha384::digest(self.boot_text()));
        format!("sha384-{hash}")
    }
}

fn id_of(site_dir: &Path, addresses: &[String]) -> Result<String, String> {
    let mut hash = Sha256::new();
    hash.update(templates::SERVICE_WORKER);
    hash.update(templates::SHELL);
    hash.update(templates::BOOT);
    hash.update(app::document::EARLY_SCRIPT);
    for address in addresses {
        let path = site_dir.join(&address[1..]);
        let bytes = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        hash.update(address);
        hash.update(bytes);
    }
    Ok(hash.finalize()[..6]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}
