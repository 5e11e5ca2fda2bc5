"""Bulgarian, Romanian, Greek and Hebrew."""

import pytest

from tests.pure.judging import countries


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("в България, Обединените арабски емирства и на Филипините", "BG AE PH"),
        ("Съединените американски щати и САЩ, от Белия дом до Кремъл", "US RU"),
        ("китайското правителство, алжирската делегация и турският посланик", "CN DZ TR"),
        ("австрийци, корейка, украинците и алжирецът", "AT KR UA DZ"),
        ("французойка, поляци, рускиня, гърците, англичанин, турчинът", "FR PL RU GR GB TR"),
        ("азербайджано-арменските преговори и руско-украинската война", "AZ AM RU UA"),
        ("Бряг на слоновата кост, Холандия, Бирма и Чешката република", "CI NL MM CZ"),
        ("Южна Корея, Северна Корея, Южен Судан, Северна Ирландия", "KR KP SS GB"),
        ("Екваториална Гвинея, Папуа-Нова Гвинея, Гвинея-Бисау", "GQ PG GW"),
        ("Доминиканската република и Северна Македония", "DO MK"),
        ("така те казаха, че искат тънка туника, полка и фина дантела", ""),
        ("Бих искал да пътувам из Латинска Америка и по Индийския океан", ""),
        ("Говори на английски и на руски език.", ""),
        ("София Лорен замина. Премиерът на Израел Бенямин Нетаняху остана.", "IL"),
        ("провинция Източен Азербайджан", "IR"),
    ],
)
def test_bulgarian(text, expected):
    assert set(expected.split()) == countries("bg", text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("guvernul Algeriei, al Coreei de Sud și al Irakului", "DZ KR IQ"),
        ("Statelor Unite, Marii Britanii, Țărilor de Jos, Emiratelor Arabe Unite", "US GB NL AE"),
        ("Americii, Francei şi Elveţiei, în Regatul Unit", "US CH GB"),
        ("ucrainenii, o algeriancă, turcilor, rusoaica, coreene și egipteni", "UA DZ TR RU KR EG"),
        ("români și românce, limba română", "RO"),
        ("relațiile ruso-ucrainene și franco-germane", "RU UA FR DE"),
        ("Casei Albe, Kremlinului și la Chișinău", "US RU MD"),
        ("Coasta de Fildeș, Birmania, Olanda și Cehia", "CI MM NL CZ"),
        ("Coreea de Nord, Sudanul de Sud, Irlandei de Nord, Africii de Sud", "KP SS GB ZA"),
        ("Guineea Ecuatorială, Papua Noua Guinee, Republica Dominicană", "GQ PG DO"),
        ("un roman despre romani, scris de Roman Popescu, și două romane", ""),
        ("A închis ușa. Ușa era deschisă. O bulgăre de zăpadă.", ""),
        ("America Latină, Oceanul Indian, Noul Mexic și Golful Persic", ""),
        ("Filmul Indiana Jones, Elina și Universitatea Columbia", ""),
        ("președintele Georgiei Salome, premierul Israelului și Azerbaidjanul de Est", "GE IL IR"),
    ],
)
def test_romanian(text, expected):
    assert set(expected.split()) == countries("ro", text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("της Αλγερίας, του Μεξικού, στην Αίγυπτο και της Κίνας", "DZ MX EG CN"),
        ("των Ηνωμένων Πολιτειών και των Ηνωμένων Αραβικών Εμιράτων", "US AE"),
        ("ο Λευκός Οίκος, του Λευκού Οίκου, το Κρεμλίνο", "US RU"),
        ("των Τιράνων, των Βρυξελλών και του Παρισιού", "AL BE FR"),
        ("αλγερινές εταιρείες, ρωσικού πετρελαίου, οι Κινέζοι", "DZ RU CN"),
        ("Ιάπωνες, Αμερικανίδα, Γαλλίδες, Κροάτη και Πέρσες", "JP US FR HR IR"),
        ("οι ελληνοτουρκικές σχέσεις και ο ρωσοουκρανικός πόλεμος", "GR TR RU UA"),
        ("αμερικανο-κινεζική συμφωνία", "US CN"),
        ("οι Τουρκοκύπριοι", "CY"),
        ("ο πρόεδρος της Γεωργίας Μιχαήλ και η Γεωργία Παππά", "GE"),
        ("της Νότιας Κορέας, της Βορείου Κορέας, του Νοτίου Σουδάν", "KR KP SS"),
        ("Ισημερινή Γουινέα, Παπούα Νέα Γουινέα, Γουινέα-Μπισάου", "GQ PG GW"),
        ("Ακτή Ελεφαντοστού, Ολλανδία, Βιρμανία και Χιλή", "CI NL MM CL"),
        ("ο Γεώργιος Βούλγαρης, πέρσι, στη Σύρο και στον Ιορδάνη", ""),
        ("Η Λατινική Αμερική, ο Ινδικός Ωκεανός και το Νέο Μεξικό", ""),
        ("Υπουργείο Γεωργίας, Ηνωμένα Έθνη και ο λαός", ""),
    ],
)
def test_greek(text, expected):
    assert set(expected.split()) == countries("el", text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("באלג'יריה, לאזרבייג'ן, ומטורקיה ושבאיראן", "DZ AZ TR IR"),
        ('ארה״ב, ארה"ב וארצות הברית מול סין', "US CN"),
        ("הבית הלבן והקרמלין", "US RU"),
        ("האלג'יראים, הצרפתית, טורקים, סינים והאמריקאית", "DZ FR TR CN US"),
        ("שיחות רוסיות-טורקיות, יחסי ישראל־איראן, בדרום־אפריקה", "RU TR IL IR ZA"),
        ("בבית הלבן, בממלכה המאוחדת, בווינה והווייטנאמים", "US GB AT VN"),
        ("צפון קוריאה, דרום קוריאה, דרום סודאן וצפון אירלנד", "KP KR SS GB"),
        ("גינאה המשוונית, פפואה גינאה החדשה, הרפובליקה הדומיניקנית", "GQ PG DO"),
        ("איחוד האמירויות, ערב הסעודית וחוף השנהב", "AE SA CI"),
        ("ממשלת הודו הודיעה, וגם ממשלת קניה", "IN KE"),
        ("החשודים הודו במעשים אחרי הקנייה", ""),
        ("מכיוון שהם דנים בגובה הפרס ומסרבים, מסרו בכלוב", ""),
        ("היא הצילה את חצי האי סיני, הנשיא קנדי ודני", ""),
        ("אמריקה הלטינית, האוקיינוס ההודי והמפרץ הפרסי", ""),
        ("הוא דיבר באנגלית ותרגם לרוסית", ""),
        ("נהר הירדן בממלכת ירדן, ומפעל בצ'ילה", "JO CL"),
    ],
)
def test_hebrew(text, expected):
    assert set(expected.split()) == countries("he", text)
