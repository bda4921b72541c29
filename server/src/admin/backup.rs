//! Writing a backup by hand, and checking the database.

use std::path::Path;

use super::database::open_existing;
use crate::backups::report::{FAULTS_SHOWN, list_faults};
use crate::settings::Settings;

pub(super) async fn back_up(file: &Path, settings: &Settings) -> Result<String, String> {
    if file.exists() {
        return Err(format!(
            "{} already exists. Choose another name.",
            file.display()
        ));
    }
    let store = open_existing(settings).await?;
    let done = store.back_up(file).await;
    store.close().await;
    let (faults, file) = (done?, file.display());
    if faults.is_empty() {
        Ok(format!("The backup is in {file}, and it is sound."))
    } else {
        let faults = list_faults(&faults, FAULTS_SHOWN);
        Ok(format!(
            "The backup is in {file}. The file is sound, but it has {faults}"
        ))
    }
}

pub(super) async fn check(settings: &Settings) -> Result<String, String> {
    let store = open_existing(settings).await?;
    let faults = store.faults().await;
    let counts = store.counts().await;
    store.close().await;
    let faults = faults?;
    if faults.is_empty() {
        let counts = counts?;
        let listed: Vec<String> = counts
            .iter()
            .map(|(table, rows)| format!("{rows} {}", table.replace('_', " ")))
            .collect();
        Ok(format!("All is well: {}.", listed.join(", ")))
    } else {
        Err(list_faults(&faults, usize::MAX))
    }
}
