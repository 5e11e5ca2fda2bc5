"""Step 3, evaluate: a day as datelines write it, in every language."""

import re

from monitor.articles.wires import LETTERS

_MONTHS = """
january february march april may june july august september october november december jan feb mar apr jun jul aug sep
sept oct nov dec
janvier février fevrier mars avril mai juin juillet août aout septembre octobre novembre décembre decembre janv févr
fév fevr avr juil déc
yanvar fevral mart aprel iyun iyul avqust sentyabr oktyabr noyabr dekabr yan fev avq sen okt noy dek
января февраля марта апреля мая июня июля августа сентября октября ноября декабря янв фев февр мар апр июн июл авг
сен сент окт ноя нояб дек
январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
يناير فبراير مارس أبريل ابريل إبريل مايو يونيو يوليو أغسطس اغسطس سبتمبر أكتوبر اكتوبر نوفمبر ديسمبر جانفي فيفري أفريل
افريل ماي جوان جويلية أوت اوت
كانون شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين
ocak şubat nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık oca şub nis may haz tem ağu eyl eki kas ara
ژانویه فوریه مارس آوریل مه می ژوئن ژوئیه جولای اوت اگست سپتامبر اکتبر نوامبر دسامبر فروردین اردیبهشت خرداد تیر مرداد
شهریور مهر آبان آذر دی بهمن اسفند
حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت
enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre ene abr ago set dic
januar jänner februar feber märz juni juli oktober dezember jän mär okt dez
gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre gen mag giu lug ott
janeiro fevereiro março maio junho julho setembro outubro novembro dezembro out dez
січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня січ лют бер кві тра чер лип
сер вер жов лис гру
қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан
yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr январ феврал апрел июн июл сентябр октябр
ноябр декабр сентабр октабр
ýanwar fewral mart aprel maý iýun iýul awgust sentýabr oktýabr noýabr dekabr
იანვარი თებერვალი მარტი აპრილი მაისი ივნისი ივლისი აგვისტო სექტემბერი ოქტომბერი ნოემბერი დეკემბერი
იანვარს თებერვალს მარტს აპრილს მაისს ივნისს ივლისს აგვისტოს სექტემბერს ოქტომბერს ნოემბერს დეკემბერს
հունվարի փետրվարի մարտի ապրիլի մայիսի հունիսի հուլիսի օգոստոսի սեպտեմբերի հոկտեմբերի նոյեմբերի դեկտեմբերի
ינואר פברואר מרץ מרס אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר
בינואר בפברואר במרץ במרס באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר
जनवरी फरवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर सितम्बर अक्टूबर अक्तूबर नवंबर नवम्बर दिसंबर दिसम्बर
جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر
জানুয়ারি জানুয়ারী ফেব্রুয়ারি ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর
januari februari maret mac mei juni juli agustus ogos desember disember julai jun oktober agu ogo des dis
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia sty lut kwi maj
cze lip sie wrz paź lis gru
maart augustus mrt
ianuarie februarie martie aprilie iunie iulie septembrie octombrie noiembrie decembrie ian iun iul
ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου μαίου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου
δεκεμβρίου
ιαν φεβ μαρ απρ μαϊ μάι ιουν ιουλ αυγ σεπ σεπτ οκτ νοε νοεμ δεκ
януари февруари април юни юли септември октомври ноември декември
machi aprili agosti septemba oktoba novemba desemba juni julai mei
"""
_YEAR = (
    r"(?:,?[ \u00a0](?:del? |ngày )?\d{4}"
    r"(?:[ \u00a0]?(?:г\.?|года|год|року|р\.|-?ci il|-?cı il|il|жыл[ыы]?|ж\.|yil|й\.|م|ء|y\.|წელი|թ\.?)(?!\w))?)?"
)
_MONTH = rf"(?P<month>{LETTERS}+)"
_DAY_MONTH = re.compile(
    r"(?:\d{4}[ -]?(?:жылғы|жылдын|жылы|йил|yil|соли|-nji ýylyň)?[ ])?(?:ngày )?"
    r"\d{1,2}(?:er|st|nd|rd|th|º|ª|\.º|-го|-е|-нчы|-nji|-njy|-га|η|-ին|-ი)?\.?[ \u00a0-]{0,2}(?:de |d’|d'|tháng |ta’ )?"
    rf"{_MONTH}\.?(?:[ ]?/[ ]?[\u0621-\u064a]{{2,7}}|[ ](?:الثاني|الأول|الاول))?{_YEAR}"
)
_MONTH_DAY = re.compile(rf"{_MONTH}\.?[ \u00a0]\d{{1,2}}(?:st|nd|rd|th)?(?![\d.:])(?:,?[ ]\d{{4}})?(?!\d)")
_NUMERIC = re.compile(
    r"(?P<firm>\d{1,2}(?P<mark>[./-])\d{1,2}(?P=mark)\d{2,4}(?!\d)|\d{4}-\d{2}-\d{2}(?!\d))"
    r"|(?:ngày )?\d{1,2}(?:[./-]|[ ]-[ ])\d{1,2}\.?(?![\d:])"
)
_HIJRI = re.compile(r"\d{1,2} [\u0621-\u064a]{3,8}(?: [\u0621-\u064a]{3,8})? \d{4} ?هـ?(?: ?الموافق(?= ))?")

MONTHS = frozenset(month.casefold() for month in _MONTHS.split())


def date_end(line: str, at: int) -> tuple[int, bool]:
    """Where a date ends that begins here, 0 where none does, and whether it can be nothing else."""
    if line[at : at + 1].isdigit() or line.startswith("ngày ", at):
        found = _DAY_MONTH.match(line, at)
        if found and found["month"].replace("\u0307", "").casefold() in MONTHS:
            return found.end(), True
        found = _HIJRI.match(line, at)
        if found:
            return found.end(), True
        found = _NUMERIC.match(line, at)
        return (found.end(), found["firm"] is not None) if found else (0, False)
    found = _MONTH_DAY.match(line, at)
    if found and found["month"].casefold() in MONTHS:
        return found.end(), True
    return 0, False
