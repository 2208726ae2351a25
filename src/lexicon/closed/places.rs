//! Countries, states, larger cities, and the people who live there.
//!
//! A place that is missing here is still a name to the tagger; being listed only says what kind
//! of name it is. `Georgia` is taken for the state, `Washington` for the state as well.

/// What kind of place a name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PlaceKind {
    /// A continent or a part of one.
    Continent,
    /// A country, present or past.
    Country,
    /// A state or province, of the United States for the most part.
    State,
    /// A large city.
    City,
    /// Not the place but its people, or the adjective: `Guatemalan`.
    Demonym,
}

#[rustfmt::skip]
static PLACES: &[(&str, PlaceKind)] = &[
    ("abu dhabi", PlaceKind::City), ("accra", PlaceKind::City), ("afghan", PlaceKind::Demonym),
    ("afghanistan", PlaceKind::Country), ("africa", PlaceKind::Continent), ("african", PlaceKind::Demonym),
    ("ala.", PlaceKind::State), ("alabama", PlaceKind::State), ("alaska", PlaceKind::State),
    ("alaskan", PlaceKind::Demonym), ("albania", PlaceKind::Country), ("albanian", PlaceKind::Demonym),
    ("alberta", PlaceKind::State), ("albuquerque", PlaceKind::City), ("algeria", PlaceKind::Country),
    ("algerian", PlaceKind::Demonym), ("american", PlaceKind::Demonym), ("amsterdam", PlaceKind::City),
    ("andorra", PlaceKind::Country), ("angola", PlaceKind::Country), ("angolan", PlaceKind::Demonym),
    ("ankara", PlaceKind::City), ("antarctica", PlaceKind::Continent),
    ("antigua and barbuda", PlaceKind::Country), ("arab", PlaceKind::Demonym),
    ("argentina", PlaceKind::Country), ("argentine", PlaceKind::Demonym),
    ("argentinian", PlaceKind::Demonym), ("ariz.", PlaceKind::State), ("arizona", PlaceKind::State),
    ("ark.", PlaceKind::State), ("arkansas", PlaceKind::State), ("armenia", PlaceKind::Country),
    ("armenian", PlaceKind::Demonym), ("asia", PlaceKind::Continent), ("asian", PlaceKind::Demonym),
    ("athens", PlaceKind::City), ("atlanta", PlaceKind::City), ("auckland", PlaceKind::City),
    ("austin", PlaceKind::City), ("australia", PlaceKind::Country), ("australian", PlaceKind::Demonym),
    ("austria", PlaceKind::Country), ("austrian", PlaceKind::Demonym), ("azerbaijan", PlaceKind::Country),
    ("azerbaijani", PlaceKind::Demonym), ("baghdad", PlaceKind::City), ("bahamas", PlaceKind::Country),
    ("bahrain", PlaceKind::Country), ("baltimore", PlaceKind::City), ("bangkok", PlaceKind::City),
    ("bangladesh", PlaceKind::Country), ("bangladeshi", PlaceKind::Demonym),
    ("barbados", PlaceKind::Country), ("barcelona", PlaceKind::City), ("bavaria", PlaceKind::State),
    ("beijing", PlaceKind::City), ("beirut", PlaceKind::City), ("belarus", PlaceKind::Country),
    ("belarusian", PlaceKind::Demonym), ("belfast", PlaceKind::City), ("belgian", PlaceKind::Demonym),
    ("belgium", PlaceKind::Country), ("belize", PlaceKind::Country), ("benin", PlaceKind::Country),
    ("berlin", PlaceKind::City), ("bhutan", PlaceKind::Country), ("birmingham", PlaceKind::City),
    ("bogota", PlaceKind::City), ("bogotá", PlaceKind::City), ("bolivia", PlaceKind::Country),
    ("bolivian", PlaceKind::Demonym), ("bosnia", PlaceKind::Country),
    ("bosnia and herzegovina", PlaceKind::Country), ("bosnian", PlaceKind::Demonym),
    ("boston", PlaceKind::City), ("botswana", PlaceKind::Country), ("brazil", PlaceKind::Country),
    ("brazilian", PlaceKind::Demonym), ("brisbane", PlaceKind::City), ("britain", PlaceKind::Country),
    ("british", PlaceKind::Demonym), ("british columbia", PlaceKind::State), ("briton", PlaceKind::Demonym),
    ("brunei", PlaceKind::Country), ("brussels", PlaceKind::City), ("bucharest", PlaceKind::City),
    ("budapest", PlaceKind::City), ("buenos aires", PlaceKind::City), ("bulgaria", PlaceKind::Country),
    ("bulgarian", PlaceKind::Demonym), ("burkina faso", PlaceKind::Country), ("burma", PlaceKind::Country),
    ("burmese", PlaceKind::Demonym), ("burundi", PlaceKind::Country), ("cabo verde", PlaceKind::Country),
    ("cairo", PlaceKind::City), ("calgary", PlaceKind::City), ("calif.", PlaceKind::State),
    ("california", PlaceKind::State), ("californian", PlaceKind::Demonym), ("cambodia", PlaceKind::Country),
    ("cambodian", PlaceKind::Demonym), ("cameroon", PlaceKind::Country),
    ("cameroonian", PlaceKind::Demonym), ("canada", PlaceKind::Country), ("canadian", PlaceKind::Demonym),
    ("cape town", PlaceKind::City), ("cape verde", PlaceKind::Country), ("caracas", PlaceKind::City),
    ("cardiff", PlaceKind::City), ("caribbean", PlaceKind::Continent), ("catalan", PlaceKind::Demonym),
    ("catalonia", PlaceKind::State), ("central african republic", PlaceKind::Country),
    ("central america", PlaceKind::Continent), ("chad", PlaceKind::Country), ("chicago", PlaceKind::City),
    ("chile", PlaceKind::Country), ("chilean", PlaceKind::Demonym), ("china", PlaceKind::Country),
    ("chinese", PlaceKind::Demonym), ("cincinnati", PlaceKind::City), ("cleveland", PlaceKind::City),
    ("colo.", PlaceKind::State), ("cologne", PlaceKind::City), ("colombia", PlaceKind::Country),
    ("colombian", PlaceKind::Demonym), ("colorado", PlaceKind::State), ("columbus", PlaceKind::City),
    ("comoros", PlaceKind::Country), ("congo", PlaceKind::Country), ("congolese", PlaceKind::Demonym),
    ("conn.", PlaceKind::State), ("connecticut", PlaceKind::State), ("copenhagen", PlaceKind::City),
    ("costa rica", PlaceKind::Country), ("crimea", PlaceKind::State), ("croatia", PlaceKind::Country),
    ("croatian", PlaceKind::Demonym), ("cuba", PlaceKind::Country), ("cuban", PlaceKind::Demonym),
    ("cypriot", PlaceKind::Demonym), ("cyprus", PlaceKind::Country), ("czech", PlaceKind::Demonym),
    ("czech republic", PlaceKind::Country), ("czechia", PlaceKind::Country), ("d.c.", PlaceKind::State),
    ("dallas", PlaceKind::City), ("damascus", PlaceKind::City), ("dane", PlaceKind::Demonym),
    ("danish", PlaceKind::Demonym), ("del.", PlaceKind::State), ("delaware", PlaceKind::State),
    ("delhi", PlaceKind::City), ("democratic republic of congo", PlaceKind::Country),
    ("democratic republic of the congo", PlaceKind::Country), ("denmark", PlaceKind::Country),
    ("denver", PlaceKind::City), ("detroit", PlaceKind::City), ("dhaka", PlaceKind::City),
    ("district of columbia", PlaceKind::State), ("djibouti", PlaceKind::Country), ("doha", PlaceKind::City),
    ("dominica", PlaceKind::Country), ("dominican", PlaceKind::Demonym),
    ("dominican republic", PlaceKind::Country), ("drc", PlaceKind::Country), ("dubai", PlaceKind::City),
    ("dublin", PlaceKind::City), ("dutch", PlaceKind::Demonym), ("e.u.", PlaceKind::Continent),
    ("east timor", PlaceKind::Country), ("eastern europe", PlaceKind::Continent),
    ("ecuador", PlaceKind::Country), ("ecuadorian", PlaceKind::Demonym), ("edinburgh", PlaceKind::City),
    ("egypt", PlaceKind::Country), ("egyptian", PlaceKind::Demonym), ("el paso", PlaceKind::City),
    ("el salvador", PlaceKind::Country), ("england", PlaceKind::Country), ("english", PlaceKind::Demonym),
    ("equatorial guinea", PlaceKind::Country), ("eritrea", PlaceKind::Country),
    ("eritrean", PlaceKind::Demonym), ("estonia", PlaceKind::Country), ("estonian", PlaceKind::Demonym),
    ("eswatini", PlaceKind::Country), ("ethiopia", PlaceKind::Country), ("ethiopian", PlaceKind::Demonym),
    ("eu", PlaceKind::Continent), ("europe", PlaceKind::Continent), ("european", PlaceKind::Demonym),
    ("european union", PlaceKind::Continent), ("fiji", PlaceKind::Country),
    ("filipino", PlaceKind::Demonym), ("finland", PlaceKind::Country), ("finn", PlaceKind::Demonym),
    ("finnish", PlaceKind::Demonym), ("fla.", PlaceKind::State), ("florida", PlaceKind::State),
    ("floridian", PlaceKind::Demonym), ("france", PlaceKind::Country), ("frankfurt", PlaceKind::City),
    ("french", PlaceKind::Demonym), ("fresno", PlaceKind::City), ("ga.", PlaceKind::State),
    ("gabon", PlaceKind::Country), ("gambia", PlaceKind::Country), ("gambian", PlaceKind::Demonym),
    ("gaza", PlaceKind::Country), ("geneva", PlaceKind::City), ("georgia", PlaceKind::State),
    ("georgian", PlaceKind::Demonym), ("german", PlaceKind::Demonym), ("germany", PlaceKind::Country),
    ("ghana", PlaceKind::Country), ("ghanaian", PlaceKind::Demonym), ("glasgow", PlaceKind::City),
    ("great britain", PlaceKind::Country), ("greece", PlaceKind::Country), ("greek", PlaceKind::Demonym),
    ("greenland", PlaceKind::Country), ("grenada", PlaceKind::Country), ("guam", PlaceKind::State),
    ("guatemala", PlaceKind::Country), ("guatemalan", PlaceKind::Demonym), ("guinea", PlaceKind::Country),
    ("guinea-bissau", PlaceKind::Country), ("guyana", PlaceKind::Country), ("haiti", PlaceKind::Country),
    ("haitian", PlaceKind::Demonym), ("hamburg", PlaceKind::City), ("hanoi", PlaceKind::City),
    ("havana", PlaceKind::City), ("hawaii", PlaceKind::State), ("hawaiian", PlaceKind::Demonym),
    ("helsinki", PlaceKind::City), ("holland", PlaceKind::Country), ("honduran", PlaceKind::Demonym),
    ("honduras", PlaceKind::Country), ("hong kong", PlaceKind::Country), ("honolulu", PlaceKind::City),
    ("houston", PlaceKind::City), ("hungarian", PlaceKind::Demonym), ("hungary", PlaceKind::Country),
    ("iceland", PlaceKind::Country), ("icelandic", PlaceKind::Demonym), ("idaho", PlaceKind::State),
    ("ill.", PlaceKind::State), ("illinois", PlaceKind::State), ("ind.", PlaceKind::State),
    ("india", PlaceKind::Country), ("indian", PlaceKind::Demonym), ("indiana", PlaceKind::State),
    ("indianapolis", PlaceKind::City), ("indonesia", PlaceKind::Country),
    ("indonesian", PlaceKind::Demonym), ("iowa", PlaceKind::State), ("iran", PlaceKind::Country),
    ("iranian", PlaceKind::Demonym), ("iraq", PlaceKind::Country), ("iraqi", PlaceKind::Demonym),
    ("ireland", PlaceKind::Country), ("irish", PlaceKind::Demonym), ("islamabad", PlaceKind::City),
    ("israel", PlaceKind::Country), ("israeli", PlaceKind::Demonym), ("istanbul", PlaceKind::City),
    ("italian", PlaceKind::Demonym), ("italy", PlaceKind::Country), ("ivory coast", PlaceKind::Country),
    ("jacksonville", PlaceKind::City), ("jakarta", PlaceKind::City), ("jamaica", PlaceKind::Country),
    ("jamaican", PlaceKind::Demonym), ("japan", PlaceKind::Country), ("japanese", PlaceKind::Demonym),
    ("jersey", PlaceKind::Country), ("jerusalem", PlaceKind::City), ("johannesburg", PlaceKind::City),
    ("jordanian", PlaceKind::Demonym), ("kabul", PlaceKind::City), ("kan.", PlaceKind::State),
    ("kansas", PlaceKind::State), ("kansas city", PlaceKind::City), ("karachi", PlaceKind::City),
    ("kashmir", PlaceKind::State), ("kathmandu", PlaceKind::City), ("kazakh", PlaceKind::Demonym),
    ("kazakhstan", PlaceKind::Country), ("kentucky", PlaceKind::State), ("kenya", PlaceKind::Country),
    ("kenyan", PlaceKind::Demonym), ("kerala", PlaceKind::State), ("kiev", PlaceKind::City),
    ("kiribati", PlaceKind::Country), ("kolkata", PlaceKind::City), ("korea", PlaceKind::Country),
    ("korean", PlaceKind::Demonym), ("kosovar", PlaceKind::Demonym), ("kosovo", PlaceKind::Country),
    ("kuala lumpur", PlaceKind::City), ("kurdish", PlaceKind::Demonym), ("kuwait", PlaceKind::Country),
    ("kuwaiti", PlaceKind::Demonym), ("ky.", PlaceKind::State), ("kyiv", PlaceKind::City),
    ("kyrgyzstan", PlaceKind::Country), ("la.", PlaceKind::State), ("lagos", PlaceKind::City),
    ("lahore", PlaceKind::City), ("laos", PlaceKind::Country), ("laotian", PlaceKind::Demonym),
    ("las vegas", PlaceKind::City), ("latin america", PlaceKind::Continent), ("latvia", PlaceKind::Country),
    ("latvian", PlaceKind::Demonym), ("lebanese", PlaceKind::Demonym), ("lebanon", PlaceKind::Country),
    ("lesotho", PlaceKind::Country), ("liberia", PlaceKind::Country), ("liberian", PlaceKind::Demonym),
    ("libya", PlaceKind::Country), ("libyan", PlaceKind::Demonym), ("liechtenstein", PlaceKind::Country),
    ("lima", PlaceKind::City), ("lisbon", PlaceKind::City), ("lithuania", PlaceKind::Country),
    ("lithuanian", PlaceKind::Demonym), ("liverpool", PlaceKind::City), ("london", PlaceKind::City),
    ("londoner", PlaceKind::Demonym), ("los angeles", PlaceKind::City), ("louisiana", PlaceKind::State),
    ("louisville", PlaceKind::City), ("luxembourg", PlaceKind::Country), ("lyon", PlaceKind::City),
    ("macau", PlaceKind::Country), ("macedonia", PlaceKind::Country), ("madagascar", PlaceKind::Country),
    ("madrid", PlaceKind::City), ("maine", PlaceKind::State), ("malawi", PlaceKind::Country),
    ("malaysia", PlaceKind::Country), ("malaysian", PlaceKind::Demonym), ("maldives", PlaceKind::Country),
    ("mali", PlaceKind::Country), ("malta", PlaceKind::Country), ("maltese", PlaceKind::Demonym),
    ("manchester", PlaceKind::City), ("manila", PlaceKind::City), ("manitoba", PlaceKind::State),
    ("marseille", PlaceKind::City), ("marshall islands", PlaceKind::Country),
    ("maryland", PlaceKind::State), ("mass.", PlaceKind::State), ("massachusetts", PlaceKind::State),
    ("mauritania", PlaceKind::Country), ("mauritius", PlaceKind::Country), ("md.", PlaceKind::State),
    ("melbourne", PlaceKind::City), ("memphis", PlaceKind::City), ("mexican", PlaceKind::Demonym),
    ("mexico", PlaceKind::Country), ("mexico city", PlaceKind::City), ("miami", PlaceKind::City),
    ("mich.", PlaceKind::State), ("michigan", PlaceKind::State), ("micronesia", PlaceKind::Country),
    ("middle east", PlaceKind::Continent), ("milan", PlaceKind::City), ("milwaukee", PlaceKind::City),
    ("minn.", PlaceKind::State), ("minneapolis", PlaceKind::City), ("minnesota", PlaceKind::State),
    ("miss.", PlaceKind::State), ("mississippi", PlaceKind::State), ("missouri", PlaceKind::State),
    ("mo.", PlaceKind::State), ("moldova", PlaceKind::Country), ("moldovan", PlaceKind::Demonym),
    ("monaco", PlaceKind::Country), ("mongolia", PlaceKind::Country), ("mongolian", PlaceKind::Demonym),
    ("mont.", PlaceKind::State), ("montana", PlaceKind::State), ("montenegro", PlaceKind::Country),
    ("montreal", PlaceKind::City), ("moroccan", PlaceKind::Demonym), ("morocco", PlaceKind::Country),
    ("moscow", PlaceKind::City), ("mozambican", PlaceKind::Demonym), ("mozambique", PlaceKind::Country),
    ("mumbai", PlaceKind::City), ("munich", PlaceKind::City), ("myanmar", PlaceKind::Country),
    ("n.c.", PlaceKind::State), ("n.d.", PlaceKind::State), ("n.h.", PlaceKind::State),
    ("n.j.", PlaceKind::State), ("n.m.", PlaceKind::State), ("n.y.", PlaceKind::State),
    ("nairobi", PlaceKind::City), ("namibia", PlaceKind::Country), ("namibian", PlaceKind::Demonym),
    ("naples", PlaceKind::City), ("nashville", PlaceKind::City), ("nauru", PlaceKind::Country),
    ("neb.", PlaceKind::State), ("nebraska", PlaceKind::State), ("nepal", PlaceKind::Country),
    ("nepalese", PlaceKind::Demonym), ("nepali", PlaceKind::Demonym), ("netherlands", PlaceKind::Country),
    ("nev.", PlaceKind::State), ("nevada", PlaceKind::State), ("new brunswick", PlaceKind::State),
    ("new delhi", PlaceKind::City), ("new hampshire", PlaceKind::State), ("new jersey", PlaceKind::State),
    ("new mexico", PlaceKind::State), ("new orleans", PlaceKind::City),
    ("new south wales", PlaceKind::State), ("new york", PlaceKind::State),
    ("new york city", PlaceKind::City), ("new yorker", PlaceKind::Demonym),
    ("new zealand", PlaceKind::Country), ("newfoundland", PlaceKind::State),
    ("nicaragua", PlaceKind::Country), ("nicaraguan", PlaceKind::Demonym), ("niger", PlaceKind::Country),
    ("nigeria", PlaceKind::Country), ("nigerian", PlaceKind::Demonym),
    ("north america", PlaceKind::Continent), ("north carolina", PlaceKind::State),
    ("north dakota", PlaceKind::State), ("north korea", PlaceKind::Country),
    ("north korean", PlaceKind::Demonym), ("north macedonia", PlaceKind::Country),
    ("northern ireland", PlaceKind::Country), ("northern territory", PlaceKind::State),
    ("northwest territories", PlaceKind::State), ("norway", PlaceKind::Country),
    ("norwegian", PlaceKind::Demonym), ("nova scotia", PlaceKind::State), ("nunavut", PlaceKind::State),
    ("oakland", PlaceKind::City), ("oceania", PlaceKind::Continent), ("ohio", PlaceKind::State),
    ("okla.", PlaceKind::State), ("oklahoma", PlaceKind::State), ("oklahoma city", PlaceKind::City),
    ("omaha", PlaceKind::City), ("oman", PlaceKind::Country), ("omani", PlaceKind::Demonym),
    ("ontario", PlaceKind::State), ("ore.", PlaceKind::State), ("oregon", PlaceKind::State),
    ("osaka", PlaceKind::City), ("oslo", PlaceKind::City), ("ottawa", PlaceKind::City),
    ("pa.", PlaceKind::State), ("pakistan", PlaceKind::Country), ("pakistani", PlaceKind::Demonym),
    ("palau", PlaceKind::Country), ("palestine", PlaceKind::Country), ("palestinian", PlaceKind::Demonym),
    ("panama", PlaceKind::Country), ("panamanian", PlaceKind::Demonym),
    ("papua new guinea", PlaceKind::Country), ("paraguay", PlaceKind::Country),
    ("paraguayan", PlaceKind::Demonym), ("paris", PlaceKind::City), ("parisian", PlaceKind::Demonym),
    ("pennsylvania", PlaceKind::State), ("perth", PlaceKind::City), ("peru", PlaceKind::Country),
    ("peruvian", PlaceKind::Demonym), ("philadelphia", PlaceKind::City),
    ("philippines", PlaceKind::Country), ("phoenix", PlaceKind::City), ("pittsburgh", PlaceKind::City),
    ("poland", PlaceKind::Country), ("pole", PlaceKind::Demonym), ("polish", PlaceKind::Demonym),
    ("portland", PlaceKind::City), ("portugal", PlaceKind::Country), ("portuguese", PlaceKind::Demonym),
    ("prague", PlaceKind::City), ("prince edward island", PlaceKind::State),
    ("puerto rican", PlaceKind::Demonym), ("puerto rico", PlaceKind::State), ("punjab", PlaceKind::State),
    ("pyongyang", PlaceKind::City), ("qatar", PlaceKind::Country), ("qatari", PlaceKind::Demonym),
    ("quebec", PlaceKind::State), ("queensland", PlaceKind::State), ("québec", PlaceKind::State),
    ("r.i.", PlaceKind::State), ("rhode island", PlaceKind::State), ("rio de janeiro", PlaceKind::City),
    ("riyadh", PlaceKind::City), ("romania", PlaceKind::Country), ("romanian", PlaceKind::Demonym),
    ("rome", PlaceKind::City), ("rotterdam", PlaceKind::City), ("russia", PlaceKind::Country),
    ("russian", PlaceKind::Demonym), ("russian federation", PlaceKind::Country),
    ("rwanda", PlaceKind::Country), ("rwandan", PlaceKind::Demonym), ("s.c.", PlaceKind::State),
    ("s.d.", PlaceKind::State), ("sacramento", PlaceKind::City), ("salt lake city", PlaceKind::City),
    ("salvadoran", PlaceKind::Demonym), ("samoa", PlaceKind::Country), ("san antonio", PlaceKind::City),
    ("san diego", PlaceKind::City), ("san francisco", PlaceKind::City), ("san jose", PlaceKind::City),
    ("san marino", PlaceKind::Country), ("santiago", PlaceKind::City), ("sao paulo", PlaceKind::City),
    ("saskatchewan", PlaceKind::State), ("saudi", PlaceKind::Demonym), ("saudi arabia", PlaceKind::Country),
    ("scandinavia", PlaceKind::Continent), ("scot", PlaceKind::Demonym), ("scotland", PlaceKind::Country),
    ("scottish", PlaceKind::Demonym), ("seattle", PlaceKind::City), ("senegal", PlaceKind::Country),
    ("senegalese", PlaceKind::Demonym), ("seoul", PlaceKind::City), ("serbia", PlaceKind::Country),
    ("serbian", PlaceKind::Demonym), ("seychelles", PlaceKind::Country), ("shanghai", PlaceKind::City),
    ("sierra leone", PlaceKind::Country), ("singapore", PlaceKind::Country),
    ("singaporean", PlaceKind::Demonym), ("slovak", PlaceKind::Demonym), ("slovakia", PlaceKind::Country),
    ("slovenia", PlaceKind::Country), ("slovenian", PlaceKind::Demonym), ("sofia", PlaceKind::City),
    ("solomon islands", PlaceKind::Country), ("somali", PlaceKind::Demonym),
    ("somalia", PlaceKind::Country), ("south africa", PlaceKind::Country),
    ("south african", PlaceKind::Demonym), ("south america", PlaceKind::Continent),
    ("south australia", PlaceKind::State), ("south carolina", PlaceKind::State),
    ("south dakota", PlaceKind::State), ("south korea", PlaceKind::Country),
    ("south korean", PlaceKind::Demonym), ("south sudan", PlaceKind::Country),
    ("southeast asia", PlaceKind::Continent), ("soviet", PlaceKind::Demonym),
    ("soviet union", PlaceKind::Country), ("spain", PlaceKind::Country), ("spaniard", PlaceKind::Demonym),
    ("spanish", PlaceKind::Demonym), ("sri lanka", PlaceKind::Country), ("sri lankan", PlaceKind::Demonym),
    ("st. louis", PlaceKind::City), ("st. lucia", PlaceKind::Country), ("stockholm", PlaceKind::City),
    ("sub-saharan africa", PlaceKind::Continent), ("sudan", PlaceKind::Country),
    ("sudanese", PlaceKind::Demonym), ("suriname", PlaceKind::Country), ("swede", PlaceKind::Demonym),
    ("sweden", PlaceKind::Country), ("swedish", PlaceKind::Demonym), ("swiss", PlaceKind::Demonym),
    ("switzerland", PlaceKind::Country), ("sydney", PlaceKind::City), ("syria", PlaceKind::Country),
    ("syrian", PlaceKind::Demonym), ("são paulo", PlaceKind::City), ("taipei", PlaceKind::City),
    ("taiwan", PlaceKind::Country), ("taiwanese", PlaceKind::Demonym), ("tajikistan", PlaceKind::Country),
    ("tampa", PlaceKind::City), ("tanzania", PlaceKind::Country), ("tanzanian", PlaceKind::Demonym),
    ("tasmania", PlaceKind::State), ("tehran", PlaceKind::City), ("tel aviv", PlaceKind::City),
    ("tenn.", PlaceKind::State), ("tennessee", PlaceKind::State), ("tex.", PlaceKind::State),
    ("texan", PlaceKind::Demonym), ("texas", PlaceKind::State), ("thai", PlaceKind::Demonym),
    ("thailand", PlaceKind::Country), ("the hague", PlaceKind::City),
    ("the netherlands", PlaceKind::Country), ("tibet", PlaceKind::State), ("tijuana", PlaceKind::City),
    ("timor-leste", PlaceKind::Country), ("togo", PlaceKind::Country), ("tokyo", PlaceKind::City),
    ("tonga", PlaceKind::Country), ("toronto", PlaceKind::City),
    ("trinidad and tobago", PlaceKind::Country), ("tucson", PlaceKind::City),
    ("tunisia", PlaceKind::Country), ("tunisian", PlaceKind::Demonym), ("turk", PlaceKind::Demonym),
    ("turkey", PlaceKind::Country), ("turkish", PlaceKind::Demonym), ("turkmenistan", PlaceKind::Country),
    ("tuvalu", PlaceKind::Country), ("türkiye", PlaceKind::Country), ("u.a.e.", PlaceKind::Country),
    ("u.k.", PlaceKind::Country), ("u.s.", PlaceKind::Country), ("u.s.a.", PlaceKind::Country),
    ("uae", PlaceKind::Country), ("uganda", PlaceKind::Country), ("ugandan", PlaceKind::Demonym),
    ("uk", PlaceKind::Country), ("ukraine", PlaceKind::Country), ("ukrainian", PlaceKind::Demonym),
    ("united arab emirates", PlaceKind::Country), ("united kingdom", PlaceKind::Country),
    ("united states", PlaceKind::Country), ("united states of america", PlaceKind::Country),
    ("uruguay", PlaceKind::Country), ("uruguayan", PlaceKind::Demonym), ("us", PlaceKind::Country),
    ("usa", PlaceKind::Country), ("ussr", PlaceKind::Country), ("utah", PlaceKind::State),
    ("uzbek", PlaceKind::Demonym), ("uzbekistan", PlaceKind::Country), ("va.", PlaceKind::State),
    ("vancouver", PlaceKind::City), ("vanuatu", PlaceKind::Country), ("vatican", PlaceKind::Country),
    ("vatican city", PlaceKind::Country), ("venezuela", PlaceKind::Country),
    ("venezuelan", PlaceKind::Demonym), ("vermont", PlaceKind::State), ("victoria", PlaceKind::State),
    ("vienna", PlaceKind::City), ("vietnam", PlaceKind::Country), ("vietnamese", PlaceKind::Demonym),
    ("virginia", PlaceKind::State), ("vt.", PlaceKind::State), ("w.va.", PlaceKind::State),
    ("wales", PlaceKind::Country), ("warsaw", PlaceKind::City), ("wash.", PlaceKind::State),
    ("washington", PlaceKind::State), ("washington d.c.", PlaceKind::State),
    ("wellington", PlaceKind::City), ("welsh", PlaceKind::Demonym), ("west bank", PlaceKind::Country),
    ("west virginia", PlaceKind::State), ("western australia", PlaceKind::State),
    ("western europe", PlaceKind::Continent), ("wis.", PlaceKind::State), ("wisconsin", PlaceKind::State),
    ("wuhan", PlaceKind::City), ("wyo.", PlaceKind::State), ("wyoming", PlaceKind::State),
    ("xinjiang", PlaceKind::State), ("yemen", PlaceKind::Country), ("yemeni", PlaceKind::Demonym),
    ("yukon", PlaceKind::State), ("zambia", PlaceKind::Country), ("zambian", PlaceKind::Demonym),
    ("zimbabwe", PlaceKind::Country), ("zimbabwean", PlaceKind::Demonym), ("zurich", PlaceKind::City),
];

/// What kind of place the name is of; several words are joined by single spaces. `US` and the
/// other acronyms need their capitals, and so does every name its first letter.
pub fn place_kind(name: &str) -> Option<PlaceKind> {
    let capital = name.starts_with(|c: char| c.is_uppercase());
    let acronym = name.len() > 3 || name.len() > 1 && !name.bytes().any(|b| b.is_ascii_lowercase());
    let abbreviation = name.ends_with('.');
    if !capital || !(acronym || abbreviation) {
        return None;
    }
    if let Some(i) = super::position(PLACES, |(n, _)| n, name) {
        return Some(PLACES[i].1);
    }
    // "Guatemalans"
    let singular = name.strip_suffix('s')?;
    let i = super::position(PLACES, |(n, _)| n, singular)?;
    (PLACES[i].1 == PlaceKind::Demonym).then_some(PlaceKind::Demonym)
}

/// The longest place name that the words start with, and how many words it takes.
pub fn place_at(words: &[&str]) -> Option<(usize, PlaceKind)> {
    let first = words.first()?;
    if !first.starts_with(|c: char| c.is_uppercase()) {
        return None;
    }
    let several = super::longest_sorted(PLACES, |(n, _)| n, words).filter(|(used, _)| *used > 1);
    match several {
        Some((used, (_, kind))) => Some((used, *kind)),
        None => place_kind(first).map(|kind| (1, kind)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        super::super::assert_sorted(PLACES, |(n, _)| n);
    }

    #[test]
    fn kinds() {
        assert_eq!(place_kind("Guatemala"), Some(PlaceKind::Country));
        assert_eq!(place_kind("Guatemalans"), Some(PlaceKind::Demonym));
        assert_eq!(place_kind("Texas"), Some(PlaceKind::State));
        assert_eq!(place_kind("Calif."), Some(PlaceKind::State));
        assert_eq!(place_kind("US"), Some(PlaceKind::Country));
        assert_eq!(place_kind("U.S."), Some(PlaceKind::Country));
        assert_eq!(place_kind("us"), None);
        assert_eq!(place_kind("Us"), None);
        assert_eq!(place_kind("turkey"), None);
        assert_eq!(place_kind("New York"), Some(PlaceKind::State));
        assert_eq!(place_kind("Children"), None);
        assert_eq!(place_kind(""), None);
    }

    #[test]
    fn longest_name() {
        assert_eq!(place_at(&["New", "York", "City", "officials"]), Some((3, PlaceKind::City)));
        assert_eq!(place_at(&["South", "Korea"]), Some((2, PlaceKind::Country)));
        assert_eq!(place_at(&["Mexico", "said"]), Some((1, PlaceKind::Country)));
        assert_eq!(place_at(&["South"]), None);
        assert_eq!(place_at(&[]), None);
    }
}
