//! The database of the settings, opened in the ways commands need it.

use crate::settings::Settings;
use crate::store::Store;
use crate::store::private_files::create_folder;

/// The database of the settings, as it is: a wrong path must not make an empty one and call it
/// sound, and looking changes nothing.
pub(super) async fn open_existing(settings: &Settings) -> Result<Store, String> {
    Store::open_as_is(&settings.database_address()?).await
}

/// The database of the settings, made if it is not there.
pub(super) async fn open_or_make(settings: &Settings) -> Result<Store, String> {
    if settings.database.is_none() {
        create_folder(&settings.data_dir)?;
    }
    Store::open(&settings.database_address()?).await
}

/// The database of the settings, which has to be there, to change something in it.
pub(super) async fn open_to_write(settings: &Settings) -> Result<Store, String> {
    open_existing(settings).await?.close().await;
    Store::open(&settings.database_address()?).await
}
