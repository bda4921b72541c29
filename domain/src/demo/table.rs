//! The rows of the example search. A path lists what happened as a letter and the day after the first: a applied, c first call,
//! i interviews, f final round, o offer, r another round; y yes, n no, q no answer, x role closed, w withdrawn, d declined.

/// One opportunity.
pub(super) struct Row {
    pub(super) company: &'static str,
    pub(super) role: &'static str,
    pub(super) place: &'static str,
    /// Remote, hybrid, on site, or not said.
    pub(super) work: char,
    pub(super) source: &'static str,
    pub(super) pay: &'static str,
    pub(super) notes: &'static str,
    pub(super) tags: &'static str,
    /// How many days before today it was found.
    pub(super) days_ago: i32,
    pub(super) path: &'static str,
}

/// Where work came from that is a project; all other rows are jobs.
pub(super) const PROJECT_SOURCES: [&str; 2] = ["Former client", "Freelance network"];

/// People met, each once, with what they do.
#[rustfmt::skip]
pub(super) const PEOPLE: [(&str, &str); 36] = [
    ("Claire Dubois", "Head of data"), ("Tomás Ferreira", "Engineering manager"), ("Hanna Brandt", "Recruiter"),
    ("Oluwaseun Adeyemi", "Staff engineer"), ("Mira Lindqvist", "Team lead"), ("Jonas Weber", "Data architect"),
    ("Ewa Nowak", "People partner"), ("Marco Bellini", "Analytics lead"), ("Sofia Almeida", "Chief technology officer"),
    ("Priya Raman", "Principal engineer"), ("Lars Møller", "Director of data"), ("Aisha Karim", "Talent partner"),
    ("Pieter de Vries", "Product manager"), ("Katarzyna Zielińska", "Data engineer"), ("Henrik Aalto", "Head of platform"),
    ("Amélie Laurent", "Recruiter"), ("Deniz Yılmaz", "Backend lead"), ("Ruth Okafor", "Chief of staff"),
    ("Matthias Krüger", "Team lead"), ("Ingrid Solheim", "Data steward"), ("Rohan Mehta", "Analytics engineer"),
    ("Beatriz Costa", "People lead"), ("Samuel Osei", "Platform engineer"), ("Nadia Petrova", "Head of analytics"),
    ("Florian Huber", "Managing director"), ("Yuki Tanaka", "Machine learning lead"), ("Gwen Morris", "Recruiter"),
    ("Elif Demir", "Delivery manager"), ("Anton Bergström", "Architect"), ("Chiara Ricci", "Head of product"),
    ("Thomas Vogel", "Founder"), ("Leila Haddad", "Data scientist"), ("Owen Clarke", "Operations lead"),
    ("Marta Jiménez", "Head of engineering"), ("Kofi Mensah", "Team lead"), ("Signe Dahl", "Talent partner"),
];

/// What else was noted, by row: how many days after the first, and what.
#[rustfmt::skip]
pub(super) const REMARKS: [(usize, i32, &str); 14] = [
    (0, 13, "Four people in the last round. The question on streaming went well."),
    (1, 14, "Task sent in. They wanted the reasoning more than the code."),
    (2, 22, "The new director asked how I would merge two teams."),
    (3, 6, "They struggle with late deliveries of weather data. Bring the Larkfield example."),
    (5, 8, "The role is new. Ask who decides, and by when."),
    (6, 26, "Jonas worked with their platform lead and speaks well of her."),
    (8, 7, "Warm call. She wants to hear how I bring people along."),
    (12, 2, "Letter kept to half a page."),
    (20, 20, "Wrote again, short and friendly."),
    (34, 29, "They asked for references."),
    (45, 30, "Called the office. The hiring manager is on leave."),
    (50, 18, "The budget is frozen until summer, says the recruiter."),
    (55, 31, "Slept on it twice. The travel would be too much."),
    (56, 15, "Starts with two days a week."),
];

#[expect(
    clippy::too_many_arguments,
    reason = "a row of a table, one argument a column"
)]
const fn row(
    company: &'static str,
    role: &'static str,
    place: &'static str,
    work: char,
    source: &'static str,
    pay: &'static str,
    notes: &'static str,
    tags: &'static str,
    days_ago: i32,
    path: &'static str,
) -> Row {
    Row {
        company,
        role,
        place,
        work,
        source,
        pay,
        notes,
        tags,
        days_ago,
        path,
    }
}

/// The opportunities; the first three carry the comebacks.
#[rustfmt::skip]
pub(super) static ROWS: [Row; 60] = [
    row("Larkfield", "Senior data engineer", "Hamburg", 'h', "Jonas, former colleague", "78,000–84,000 €", "Farm weather and yield data. Small team, they ship every week.", "climate", 16, "a1 c5 i9 f13 n16"),
    row("Brindle & Moss", "Data architect", "Rotterdam", 'r', "LinkedIn", "80,000 €", "Moving off a warehouse nobody dares touch.", "remote-first", 20, "a1 c6 i11 r14 n18"),
    row("Quillon", "Lead data engineer", "Berlin", 'h', "Recruiter", "85,000–92,000 €", "Two teams become one. The lead reports to the new director.", "lead", 48, "a1 c7 i14 f22 n27"),
    row("Saltmarsh Systems", "Senior data engineer", "Bremen", 'h', "Data newsletter", "75,000–82,000 €", "Asked for a short letter on data quality.", "climate", 9, "a1 c6 i12"),
    row("Nordlicht Labs", "Data platform engineer", "Kiel", 'r', "Meetup", "", "Four-day week after a year.", "remote-first", 14, "a2 c9 i16"),
    row("Tamarind", "Team lead data", "Hamburg", 'o', "Company page", "88,000 €", "Five people to lead, half of them new.", "lead", 12, "a1 c4 i8 f14"),
    row("Ferrybridge", "Senior data engineer", "Hamburg", 'h', "Jonas, former colleague", "81,000 €", "Ports and timetables. The team lead stays until spring.", "mobility", 30, "a1 c9 i17 f24 o28"),
    row("Ostrava Works", "Analytics engineer", "", 'r', "LinkedIn", "70,000–76,000 €", "Dashboards first, platform later.", "", 7, "a1 c9"),
    row("Bluefinch", "Data engineer", "Lübeck", 'h', "StepStone", "", "Hospital staffing. Their stack is close to what I used last year.", "health", 12, "a1 c7 i12"),
    row("Kestrel Health", "Senior data engineer", "Copenhagen", 'r', "Data newsletter", "690,000 DKK", "", "health", 5, "a1"),
    row("Umbra Maps", "Data engineer", "Berlin", 'h', "Company page", "", "Open data, small and known for kind people.", "public", 6, "a2"),
    row("Pellucid", "Data platform engineer", "", 'r', "LinkedIn", "€75k–85k", "", "remote-first", 8, "a1"),
    row("Hearthside", "Senior data engineer", "Hamburg", 'o', "StepStone", "72,000 €", "Heat pumps. They ask what I would fix first.", "climate", 3, "a2"),
    row("Vantwerp Logistics", "Data architect", "Antwerp", 'h', "Recruiter", "", "Would mean four days a month in Antwerp.", "mobility", 4, "a1"),
    row("Olive & Ash", "Analytics engineer", "Hamburg", 'h', "Meetup", "", "Met Rohan’s team at the meetup. Ask him for the right person.", "", 2, ""),
    row("Mistral Energy", "Lead data engineer", "Lyon", 'r', "LinkedIn", "", "English in the team, French with clients.", "climate lead", 1, ""),
    row("Copperline", "Data platform engineer", "Leipzig", 'r', "Company page", "74,000–80,000 €", "", "", 0, ""),
    row("Juniper Row", "Review of a data platform", "Hamburg", 'h', "Former client", "900 € a day", "Ten days, could start next month.", "meanwhile", 5, ""),
    row("Sorrel Bank", "Senior data engineer", "Frankfurt", 'h', "Recruiter", "90,000 €", "On call one week in six.", "", 12, "a1"),
    row("Windhover", "Data engineer", "", 'r', "LinkedIn", "", "", "remote-first", 26, "a1"),
    row("Pomelo Studio", "Analytics engineer", "Berlin", 'h', "Company page", "65,000–70,000 €", "Seventeen people. The founder reads every application.", "", 33, "a2"),
    row("Granite Peak Software", "Data platform engineer", "Munich", '-', "StepStone", "", "", "", 41, "a1"),
    row("Lumenfield", "Senior data engineer", "Malmö", 'r', "Data newsletter", "", "They said two weeks. It has been a little longer.", "climate", 24, "a1 c8"),
    row("Tidewater Clinics", "Data engineer", "Rostock", 'o', "Jonas, former colleague", "68,000 €", "", "health", 11, "a1"),
    row("Marlow Analytics", "Data engineer", "London", 'r', "LinkedIn", "£62,000", "", "", 150, "a1 n9"),
    row("Fenwick Rail", "Data engineer", "York", 'h', "Company page", "£58,000", "Timetables. Would have meant moving.", "mobility", 146, "a2 n14"),
    row("Aster & Co", "Senior data engineer", "Düsseldorf", 'h', "StepStone", "", "", "", 141, "a1 n5"),
    row("Yarrow Learning", "Analytics engineer", "Berlin", 'h', "Meetup", "66,000 €", "School data. They wanted someone who had taught.", "public", 138, "a1 c10 n15"),
    row("Halcyon Freight", "Data platform engineer", "Hamburg", 'o', "Recruiter", "", "", "mobility", 133, "a3 n20"),
    row("Birch Street Foods", "Lead data engineer", "Hanover", 'h', "LinkedIn", "82,000 €", "An internal candidate got it. They were open about that.", "lead", 129, "a1 c8 i15 n22"),
    row("Zephyr Mobility", "Data engineer", "Berlin", 'r', "LinkedIn", "", "", "mobility", 127, "a1 n11"),
    row("Cobalt Harbour", "Data architect", "Gothenburg", 'r', "Data newsletter", "", "", "", 124, "a2 n6"),
    row("Elmstead Water", "Senior data engineer", "", 'r', "Company page", "£70,000", "The call was mostly about one tool I had not used.", "public", 119, "a1 c9 n12"),
    row("Foxglove Media", "Analytics engineer", "Cologne", 'h', "StepStone", "64,000 €", "", "", 117, "a1 n16"),
    row("Ginkgo Robotics", "Data platform engineer", "Hamburg", 'o', "Jonas, former colleague", "80,000 €", "Five rounds. The closest so far.", "", 112, "a1 c7 i14 r19 f26 n30"),
    row("Hollis Insurance", "Data engineer", "Munich", 'h', "Recruiter", "", "", "", 108, "a1 n8"),
    row("Indigo Parcel", "Senior data engineer", "Utrecht", 'r', "LinkedIn", "", "", "mobility", 104, "a2 n13"),
    row("Jasper Vale", "Data engineer", "Dresden", 'h', "Company page", "66,000 €", "Kind call. They wanted more depth in streaming.", "", 99, "a1 c11 n17"),
    row("Kiln & Clay", "Analytics engineer", "Berlin", 'h', "LinkedIn", "", "", "", 95, "a1 n7"),
    row("Linden Public Data", "Data architect", "Kraków", 'r', "Data newsletter", "", "A form letter after three weeks.", "public", 90, "a1 n21"),
    row("Moorland Wind", "Data engineer", "Aarhus", 'r', "Company page", "", "", "climate", 148, "a1 q40"),
    row("Nettle Security", "Senior data engineer", "", 'r', "LinkedIn", "€85k", "", "remote-first", 135, "a2 q45"),
    row("Orchard Payments", "Data platform engineer", "Amsterdam", 'h', "Recruiter", "", "The recruiter left, nobody took over.", "", 122, "a1 q38"),
    row("Plover Travel", "Analytics engineer", "Hamburg", 'h', "StepStone", "62,000 €", "", "", 110, "a1 q42"),
    row("Quarry Steel", "Data engineer", "Duisburg", 'o', "StepStone", "", "", "", 101, "a3 q36"),
    row("Rowan Legal", "Lead data engineer", "Vienna", 'h', "LinkedIn", "", "A good first call, then silence.", "lead", 93, "a1 c9 q50"),
    row("Sable Audio", "Senior data engineer", "Stockholm", 'r', "Data newsletter", "", "", "remote-first", 87, "a1 q40"),
    row("Thistle Care", "Data engineer", "Hamburg", 'o', "Company page", "", "", "health", 82, "a2 q41"),
    row("Åkerlund Homes", "Analytics engineer", "Malmö", 'r', "LinkedIn", "", "Reorganised the week after the call.", "", 131, "a1 c9 x20"),
    row("Verbena Foods", "Data engineer", "Hanover", 'h', "StepStone", "", "", "", 106, "a1 x15"),
    row("Wharfside", "Data platform engineer", "Hamburg", 'h', "Meetup", "79,000 €", "Worth asking again when the budget is back.", "mobility", 97, "a1 c8 i15 x25"),
    row("Xylo Instruments", "Senior data engineer", "Zürich", 'h', "Recruiter", "CHF 125,000", "", "", 84, "a1 x30"),
    row("Yonder Maps", "Data engineer", "Berlin", 'o', "LinkedIn", "", "Five days in the office after all.", "", 120, "a1 c9 w14"),
    row("Zinnia Fashion", "Analytics engineer", "Berlin", 'h', "LinkedIn", "58,000 €", "", "", 88, "a2 w6"),
    row("Amberley Trust", "Data architect", "Edinburgh", 'h', "Data newsletter", "", "Lovely people, and a role that was mostly reporting.", "public", 76, "a1 c8 i16 w20"),
    row("Beacon Tutors", "Lead data engineer", "Brussels", 'o', "Recruiter", "84,000 €", "Fair offer, two days of travel every week.", "lead", 92, "a1 c9 i16 f23 o29 d33"),
    row("Cinder Games", "Migration of a pipeline", "", 'r', "Freelance network", "750 € a day", "Six weeks of work that paid for the winter.", "meanwhile", 140, "a1 c5 i9 o14 y16"),
    row("Dovetail Tools", "Data engineer", "Stuttgart", '-', "StepStone", "", "", "", 70, "a1 n12"),
    row("Everglade Solar", "Senior data engineer", "", 'r', "Meetup", "", "They went with someone from the solar industry.", "climate", 64, "a1 c9 n15"),
    row("Firth Shipping", "Data platform engineer", "Bremen", 'h', "Company page", "74,000 €", "", "mobility", 58, "a1 n10"),
];
