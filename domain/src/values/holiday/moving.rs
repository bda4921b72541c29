//! The days of holidays that follow the moon or the sun: month times 100 plus day, one for each
//! year from [`FIRST_YEAR`].
//!
//! The tables of the Chinese, Hebrew, Persian and Islamic (Umm al-Qura) calendars are checked
//! against the crate `icu_calendar` in the tests; Diwali follows the dates published for India.

/// The first year of the tables.
pub(super) const FIRST_YEAR: i32 = 2026;

/// The days of twenty years.
pub(super) type Days = [u16; 20];

pub(super) const LUNAR_NEW_YEAR: Days = [
    217, 206, 126, 213, 203, 123, 211, 131, 219, 208, 128, 215, 204, 124, 212, 201, 122, 210, 130,
    217,
];
pub(super) const MID_AUTUMN: Days = [
    925, 915, 1003, 922, 912, 1001, 919, 908, 927, 916, 1004, 924, 913, 1002, 920, 910, 928, 917,
    1005, 925,
];
pub(super) const ROSH_HASHANAH: Days = [
    912, 1002, 921, 910, 928, 918, 906, 924, 914, 1004, 922, 910, 930, 919, 908, 926, 915, 1005,
    922, 912,
];
pub(super) const PASSOVER: Days = [
    402, 422, 411, 331, 418, 408, 327, 414, 404, 424, 412, 331, 420, 409, 329, 416, 405, 425, 412,
    402,
];
pub(super) const HANUKKAH: Days = [
    1205, 1225, 1213, 1202, 1221, 1210, 1128, 1217, 1207, 1226, 1214, 1203, 1222, 1212, 1130, 1218,
    1208, 1227, 1215, 1204,
];
pub(super) const NOWRUZ: Days = [
    321, 321, 320, 320, 321, 321, 320, 320, 321, 321, 320, 320, 321, 321, 320, 320, 321, 321, 320,
    320,
];
pub(super) const EID_AL_FITR: Days = [
    320, 309, 226, 214, 204, 124, 114, 103, 1212, 1201, 1119, 1109, 1029, 1019, 1007, 927, 916,
    905, 824, 814,
];
pub(super) const EID_AL_ADHA: Days = [
    527, 516, 505, 424, 413, 402, 322, 312, 301, 219, 208, 127, 116, 105, 1215, 1204, 1123, 1112,
    1101, 1021,
];
pub(super) const DIWALI: Days = [
    1108, 1029, 1017, 1105, 1026, 1114, 1102, 1022, 1110, 1030, 1019, 1107, 1027, 1115, 1104, 1025,
    1112, 1101, 1020, 1108,
];
pub(super) const HOLI: Days = [
    304, 322, 311, 301, 320, 309, 327, 316, 305, 324, 312, 302, 321, 311, 228, 318, 307, 325, 314,
    304,
];
