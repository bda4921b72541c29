//! Moving into another database.

use super::*;

#[test]
fn a_search_moves_to_postgres_and_back_with_its_sessions() {
    let site = TestSite::new();
    let program = start_with(&site, "127.0.0.1:0", &["--rate-limits", "off"], "info");
    let cookie = sign_up(&program.address);
    push(&program.address, &cookie, "moved");
    let epoch = changes(&program.address, &cookie)["epoch"].clone();
    program.kill();

    let database = crate::postgres::Database::new();
    must_succeed(&command(&site, None, &["move", "--to", &database.url]));
    let again = command(&site, None, &["move", "--to", &database.url]);
    assert!(!again.status.success(), "never over another");
    let options = ["--rate-limits", "off", "--database", &database.url];
    let program = start_with(&site, "127.0.0.1:0", &options, "info");
    let page = changes(&program.address, &cookie);
    assert!(page.to_string().contains("moved"));
    assert_ne!(page["epoch"], epoch, "the old one may still be served");
    push(&program.address, &cookie, "and more");
    program.kill();

    let back = TestSite::new();
    let file = format!("sqlite:{}", path(&back.folder.join("back.db")));
    must_succeed(&command(
        &site,
        Some(&database.url),
        &["move", "--to", &file],
    ));
    let options = ["--rate-limits", "off", "--database", &file];
    let program = start_with(&back, "127.0.0.1:0", &options, "info");
    assert!(
        changes(&program.address, &cookie)
            .to_string()
            .contains("and more")
    );
}
