"""Step 3, evaluate: the words by which a dateline is known: agencies as they sign, and what is no place."""

import re

# Agencies as they stand in brackets behind a place, or bare behind a date; folded by `fold_name`.
_AGENCIES = """
aa; adnkronos; adi; aip; ats; afp; agerpres; agi; agp; aim; ana; ana-mpa; andina; angop; anka; anp; ansa; antara;
ap; apa; app; aps; apsnypress; armenpress; asia-plus; askanews; ats/afp; aug; avn; azertac; azərtac; azertag; bbc;
belga; belta;
bernama; bloomberg; bns; bss; bta; cana; cmc; cna; cnn; colpisa; ctk; čtk; dha; dpa; dpa-afx; dpa/tmn; dts; dunyo;
dw; efe; elta; epd; europa press; fars; fena; fides; gna; hina; ians; iha; ina; inn; interfax; interfax-ukraine;
interpressnews; irna; isna; jana; jiji; kabar; kazinform; kcna; khabar; khovar; kna; kompas.com; ktk; kuna; kyodo;
lapresse; leta; lusa;
map; mediafax; mehr; mena; mia; mna; montsame; mti; nan; notimex; ntb; nova; oana; omna; ots; pajhwok; pana; pap;
petra; pna; ppi; prensa latina; pti; qna; rador; reuters; ria; ria novosti; ritzau; rtr; sana; sapa; sda; sid; spa;
spot news; sputnik; srna; sta; stt; tanjug; tap; tasnim; tasr; tass; télam; telam; trend; tt; ttxvn; turan;
türkmendowlethabarlary;
tdh; ukrinform; unb; uni; unian; upi; uza; vna; voa; wafa; wam; xinhua; yonhap; report; report.az; kun.uz; vov;
vietnam+;
detikcom; detik.com; tempo; tempo.co; kompas; republika; agência brasil; agencia brasil; agência lusa; un news;
radio free europe; rfe/rl;
тасс; риа новости; риа; интерфакс; азертадж; азертаж; азертач; казинформ; qazinform; қазақпарат; хабар; кабар; ховар;
белта; унн;
укрінформ; укринформ; уніан; униан; интерфакс-україна; интерфакс-украина; прайм; рейтер; рейтерс; ройтерс; бта; апа;
апс;
арменпресс; синьхуа; дунё; ўза; уза; туркменистан сегодня; тдх; азия-плюс; азия-плюс/avesta; авеста; аки; акипресс;
спутник;
тренд; регнум; росбалт; афп; ап; дпа; фокус; туран; репорт; киодо; пті; анадолу; қазтаг; казтаг;
واج; وأج; كونا; وال; واس; وام; قنا; بنا; سانا; بترا; واع; نينا; وفا; وات; وتونس; ومع; ومأ; أشأ; أ ش أ; أ ف ب; ا ف ب;
أ.ف.ب;
ا.ف.ب; د ب أ; د ب ا; د.ب.أ; أ ب; ا ب; أ.ب; رويترز; فرانس برس; الفرنسية; الألمانية; شينخوا; تاس; سبوتنيك; الأناضول;
أذرتاج; العمانية; سونا;
معا; صفا; بانا; ماب; الأمم المتحدة; أخبار الأمم المتحدة; بي بي سي; العربية; العربية.نت; الجزيرة; الجزيرة نت; الحرة;
الشرق الأوسط;
ایرنا; ایسنا; مهر; فارس; تسنیم; ایلنا; ایکنا; برنا; شبستان; میزان; آنا; خانه ملت; رویترز; رويترز; آسوشیتدپرس;
آسوشیتد پرس;
فرانسه; خبرگزاری فرانسه; شینهوا; پترا; پانا; تانیوگ; اسپوتنیک; آناتولی; پژواک; باختر; آوا; طلوع; طلوع‌نیوز;
واحد مرکزی خبر;
اے پی پی; اے ایف پی; اے پی; آئی این پی; این این آئی; این این ائی; رائٹرز; روئٹرز; پی پی آئی; شنہوا; یو این آئی;
ایجنسیاں; پی ٹی آئی;
भाषा; वार्ता; एपी; एएफपी; रायटर; रॉयटर्स; पीटीआई; आईएएनएस; एएनआई; यूएनआई; शिन्हुआ; एजेंसी; एजेंसियां; हि.स.; हि.स;
आरएनएस; बीबीसी;
বাসস; ইউএনবি; রয়টার্স; এএফপি; এপি; পিটিআই; এএনআই; সিনহুয়া; ইউএনআই; বিডিনিউজ; বাংলানিউজ; এনএনবি; বিবিসি;
απε-μπε; απε; ρόιτερ; ρόιτερς; αφπ; κυπε; amna; αμνα;
ინტერპრესნიუსი; ინტერპრესნიუს; როიტერი; როიტერსი; ბიზნესპრესნიუსი; საქინფორმი; ipn; ტასსი; იპნ;
արմենպրես; ռոյթերս; ռոյտերս; տասս; նյուզ.am; արմինֆո; առկա; panarmenian; news.am;
רויטרס; איי.פי; איי-פי; אי.פי; אי-פי; עיתים; סי.אן.אן; אי.אף.פי; סוכנויות; סוכנויות הידיעות; תזפית; יונהאפ; שינחואה
"""
# Names that may open a line alone, with a dash or a colon behind them, and are no word of any language.
_LEADERS = """
reuters; afp; ap; tass; pap; dpa; efe; ansa; aa; irna; isna; xinhua; lusa; antara; bernama; тасс; риа новости;
интерфакс; укринформ;
укрінформ; казинформ; رويترز; أ ف ب; فرانس برس; ایرنا; ایسنا; رویترز; تسنیم; شینهوا; ukrinform; interfax; agerpres;
ttxvn; azertac; azərtac;
арменпресс; apa-mpe; απε-μπε; آسوشیتدپرس
"""


def fold_name(name: str) -> str:
    """An agency's name as the tables have it."""
    return name.strip(" \n\u00a0«»\"“”„'’.").replace("\u0307", "").replace("İ", "i").casefold()


def is_small(letters: str) -> bool:
    """Whether letters are in lower case, in a script that has a case to begin a sentence or a name with."""
    return letters.islower() and not "\u10d0" <= letters[0] <= "\u10ff"


AGENCIES = frozenset(fold_name(name) for name in _AGENCIES.split(";"))
LONGEST_AGENCY = 4  # words
LEADERS = frozenset(fold_name(name) for name in _LEADERS.split(";"))
# What makes of a bracket an agency's, whichever it is.
AGENCY_WORD = re.compile(
    r"(?i:\b(?:news|press|presse|info)\b|agenc|agentur|agenzia|agênc|agenți|ajans|agentli|агентств|агентлиг|агенттіг|"
    r"агенттиг"
    r"|\bпресс\b|новости|informatsi|информ|інформ|haber|xəbər|хабар|habar|\.(?:com|net|ru|org|az|kz|uz|kg|ua)\b)"
    r"|وكال|للأنباء|خبرگزار|خبررسا|نیوز|نيوز|رپورٹر|نمائند|एजेंस|समाचार|संवाददाता|ब्यूरो|সংস্থা|সংবাদ|প্রতিনিধি|"
    r"প্রতিবেদক|নিউজ"
    r"|通讯社|通訊社|뉴스|통신|πρακτορ|საინფორმაციო|ნიუს|პრეს|լրատվ|պրես|սկայ|סוכנות|(?i:thông tấn|kantor berita|"
    r"shirika la habari)"
)
# Abbreviations and words in capitals that are nobody's place.
_NO_PLACES = """
nato opec opec+ opep опек нато оон un onu uno eu ue ес unesco юнеско who oms oic oci oki brics брикс nam g7 g20 imf fmi
wto breaking urgent exclusive update live video watch factbox analysis opinion interview sport sports football tennis
срочно видео фото эксклюзив son dakika təcili eilmeldung urgente exclusif fifa uefa фифа уефа ioc gecf оик iaea маатэ
"""
# What stands in lower case within a name of a place.
_PARTICLES = (
    "de du des la le les el al es da do das dos di del della dei am an im in ob der den na nad sur upon of près"
)
NO_PLACES = frozenset(_NO_PLACES.split())
PARTICLES = frozenset(_PARTICLES.split())
# What words are made of, in scripts whose vowels stand above and below the letters too.
LETTERS = r"[^\s\d.,،;؛:：()\[\]{}（）/|<>«»\"“”„=+*#&%$€£—–―ـ!?؟।۔՝։՛·…-]"
