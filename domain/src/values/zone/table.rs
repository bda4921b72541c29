//! What people call zones besides their IANA names: letters, countries, and large cities after
//! which no zone is named. A city that has one needs no line here.

/// A zone and its other names, folded, with commas between them.
pub(super) const NAMES: [(&str, &str); 52] = [
    (
        "America/New_York",
        "est,edt,et,eastern,boston,washington,washington dc,atlanta,miami,philadelphia,pittsburgh,charlotte,orlando,tampa,raleigh,nyc,new york city,brooklyn,cleveland,columbus,baltimore",
    ),
    (
        "America/Chicago",
        "cdt,ct,central,dallas,houston,austin,san antonio,minneapolis,nashville,new orleans,st louis,kansas city,milwaukee",
    ),
    (
        "America/Denver",
        "mst,mdt,mt,mountain,salt lake city,colorado,boulder",
    ),
    (
        "America/Los_Angeles",
        "pst,pdt,pt,pacific,san francisco,sf,seattle,portland,san diego,san jose,las vegas,oakland,sacramento,la,california,silicon valley,palo alto,mountain view",
    ),
    ("America/Anchorage", "akst,akdt,alaska"),
    ("Pacific/Honolulu", "hst,hawaii"),
    ("America/Halifax", "adt,atlantic,nova scotia"),
    ("America/St_Johns", "nst,ndt,newfoundland"),
    ("America/Toronto", "montreal,ottawa,quebec,waterloo,ontario"),
    ("America/Edmonton", "calgary,alberta"),
    ("America/Vancouver", "british columbia"),
    ("America/Mexico_City", "guadalajara,mexico"),
    (
        "America/Sao_Paulo",
        "brt,rio,rio de janeiro,brasilia,belo horizonte,porto alegre,curitiba",
    ),
    ("America/Argentina/Buenos_Aires", "argentina,buenos aires"),
    ("America/Bogota", "colombia,medellin"),
    ("America/Lima", "peru"),
    ("America/Santiago", "chile"),
    (
        "Europe/London",
        "bst,uk,united kingdom,great britain,england,scotland,wales,manchester,edinburgh,glasgow,birmingham,bristol,leeds,liverpool,cambridge,oxford,cardiff,belfast",
    ),
    ("Europe/Dublin", "ireland,cork,galway"),
    ("Europe/Lisbon", "wet,western european,portugal,porto"),
    (
        "Europe/Berlin",
        "cet,cest,met,mez,mesz,central european,germany,deutschland,munich,munchen,hamburg,frankfurt,cologne,koln,stuttgart,dusseldorf,leipzig,dresden,nuremberg,nurnberg,hannover,bremen",
    ),
    ("Europe/Vienna", "austria,wien,graz,salzburg,linz"),
    (
        "Europe/Zurich",
        "switzerland,geneva,geneve,genf,basel,bern,lausanne",
    ),
    (
        "Europe/Paris",
        "france,lyon,marseille,toulouse,nice,lille,bordeaux,nantes,grenoble",
    ),
    (
        "Europe/Madrid",
        "spain,barcelona,valencia,seville,sevilla,malaga,bilbao",
    ),
    (
        "Europe/Rome",
        "italy,milan,milano,turin,torino,naples,bologna,florence,roma",
    ),
    (
        "Europe/Amsterdam",
        "netherlands,the hague,rotterdam,utrecht,eindhoven,holland",
    ),
    ("Europe/Brussels", "belgium,antwerp,ghent,bruxelles"),
    ("Europe/Copenhagen", "denmark,aarhus"),
    ("Europe/Stockholm", "sweden,gothenburg,goteborg,malmo"),
    ("Europe/Oslo", "norway,bergen,trondheim"),
    ("Europe/Prague", "czechia,czech republic,brno,praha"),
    (
        "Europe/Warsaw",
        "poland,krakow,cracow,wroclaw,gdansk,poznan,warszawa",
    ),
    ("Europe/Athens", "greece,thessaloniki"),
    (
        "Europe/Helsinki",
        "eet,eest,finland,tampere,espoo,eastern european",
    ),
    ("Europe/Bucharest", "romania,cluj,cluj-napoca"),
    ("Europe/Istanbul", "trt,turkey,turkiye,ankara,izmir"),
    ("Europe/Kyiv", "ukraine,kiev,lviv"),
    ("Europe/Moscow", "msk,st petersburg,saint petersburg"),
    ("Asia/Jerusalem", "israel,tel aviv,haifa"),
    ("Asia/Dubai", "abu dhabi,uae,united arab emirates"),
    ("Asia/Karachi", "pkt,pakistan,lahore,islamabad"),
    (
        "Asia/Kolkata",
        "india,mumbai,delhi,new delhi,bangalore,bengaluru,hyderabad,chennai,pune,gurgaon,gurugram,noida,calcutta",
    ),
    (
        "Asia/Shanghai",
        "china,beijing,peking,shenzhen,guangzhou,hangzhou,chengdu",
    ),
    ("Asia/Hong_Kong", "hkt,hongkong"),
    ("Asia/Singapore", "sgt"),
    (
        "Asia/Tokyo",
        "jst,japan,osaka,kyoto,nagoya,yokohama,fukuoka",
    ),
    ("Asia/Seoul", "kst,korea,south korea,busan"),
    (
        "Australia/Sydney",
        "aest,aedt,canberra,newcastle,new south wales",
    ),
    ("Australia/Perth", "awst,western australia"),
    (
        "Pacific/Auckland",
        "nzst,nzdt,new zealand,wellington,christchurch",
    ),
    (
        "Africa/Johannesburg",
        "sast,south africa,cape town,pretoria,durban",
    ),
];

/// Letters that stand for several zones, and cities to write instead.
pub(super) const SEVERAL: [(&str, &str); 7] = [
    ("ist", "Mumbai, Dublin or Tel Aviv"),
    ("cst", "Chicago or Shanghai"),
    ("ast", "Halifax or Riyadh"),
    ("gst", "Dubai"),
    ("act", "Canberra or Rio Branco"),
    ("ect", "Paris or Guayaquil"),
    ("sst", "Singapore or Pago Pago"),
];

/// The regions that IANA names its zones in, those of most people first.
pub(super) const REGIONS: [&str; 9] = [
    "Europe",
    "America",
    "Asia",
    "Australia",
    "Africa",
    "Pacific",
    "Atlantic",
    "Indian",
    "Antarctica",
];
