//! Parameters that only say where a click came from.

pub(super) fn is_tracking(pair: &str) -> bool {
    const NAMES: [&str; 21] = [
        "gclid",
        "fbclid",
        "msclkid",
        "mc_cid",
        "mc_eid",
        "trk",
        "trackingid",
        "refid",
        "igshid",
        "lipi",
        "li_fat_id",
        "gh_src",
        "lever-source",
        "lever-origin",
        "yclid",
        "dclid",
        "gbraid",
        "wbraid",
        "ttclid",
        "twclid",
        "mkt_tok",
    ];
    let name = pair
        .split('=')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    name.starts_with("utm_") || NAMES.contains(&name.as_str())
}
