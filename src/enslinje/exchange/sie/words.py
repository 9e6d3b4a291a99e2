"""Every fault there is, and its words. The words are Swedish; whoever shows them may translate."""

from enum import StrEnum, auto
from typing import NamedTuple


def gettext_noop(text: str) -> str:
    """Mark a text that people read."""
    return text


_ = gettext_noop


class Code(StrEnum):
    """Which fault. The name is for ever."""

    # The file and its lines
    EMPTY = auto()
    NOT_TEXT = auto()
    TOO_LARGE = auto()
    TOO_MANY_RECORDS = auto()
    LINE_TOO_LONG = auto()
    VOUCHER_TOO_LONG = auto()
    UNDECODABLE = auto()
    CONTROL_CHARACTER = auto()
    OTHER_ENCODING = auto()
    # A line and its fields
    NO_RECORD = auto()
    OPEN_QUOTE = auto()
    TEXT_AFTER_QUOTE = auto()
    OPEN_LIST = auto()
    MISSING_FIELD = auto()
    FURTHER_FIELDS = auto()
    BAD_TEXT = auto()
    BAD_DATE = auto()
    BAD_PERIOD = auto()
    BAD_AMOUNT = auto()
    BAD_QUANTITY = auto()
    BAD_WHOLE = auto()
    BAD_ACCOUNT = auto()
    BAD_WORD = auto()
    BAD_OBJECTS = auto()
    # Braces
    STRAY_BRACE = auto()
    ROW_OUTSIDE = auto()
    RECORD_INSIDE = auto()
    OPEN_BLOCK = auto()
    NO_BLOCK = auto()
    # What must hold
    MISSING_RECORD = auto()
    RECORD_NOT_OF_TYPE = auto()
    REPEATED_RECORD = auto()
    YEAR_BACKWARDS = auto()
    UNKNOWN_YEAR = auto()
    PERIOD_OUTSIDE_YEAR = auto()
    DATE_OUTSIDE_YEARS = auto()
    UNKNOWN_ACCOUNT = auto()
    UNKNOWN_DIMENSION = auto()
    UNKNOWN_OBJECT = auto()
    UNBALANCED = auto()
    EMPTY_VOUCHER = auto()
    REPEATED_VOUCHER = auto()
    ADDED_ALONE = auto()
    ALREADY_READ = auto()
    WRONG_CHECKSUM = auto()
    OPEN_CHECKSUM = auto()
    CHECKSUM_UNBEGUN = auto()


class Words(NamedTuple):
    problem: str
    remedy: str


WORDS: dict[Code, Words] = {
    Code.EMPTY: Words(_("filen är tom"), _("Välj filen som ekonomisystemet har skrivit.")),
    Code.NOT_TEXT: Words(
        _("filen är ingen text"),
        _("Välj SIE-filen. Är det den, spara den i PC8 (CP437) eller UTF-8."),
    ),
    Code.TOO_LARGE: Words(
        _("filen är för stor"), _("Dela upp den: högst {most} byte går att läsa.")
    ),
    Code.TOO_MANY_RECORDS: Words(
        _("filen har för många poster"), _("Dela upp den: högst {most} poster går att läsa.")
    ),
    Code.LINE_TOO_LONG: Words(
        _("raden är för lång"),
        _("Högst {most} byte går att läsa. Se efter att raderna slutar med radbrytning."),
    ),
    Code.VOUCHER_TOO_LONG: Words(
        _("verifikationen har för många rader"), _("Dela upp den: högst {most} går att läsa.")
    ),
    Code.UNDECODABLE: Words(
        _("raden innehåller tecken som inte finns i {encoding}"),
        _("Spara filen i PC8 (CP437), eller ange vilken teckenkodning den har."),
    ),
    Code.CONTROL_CHARACTER: Words(
        _("raden innehåller styrtecken"), _("Ta bort dem: bara tabb och radbrytning får finnas.")
    ),
    Code.OTHER_ENCODING: Words(
        _("filen är skriven i {encoding}"),
        _("Den gick att läsa. Standarden säger PC8 (CP437): ställ in det där filen skrivs."),
    ),
    Code.NO_RECORD: Words(
        _("är ingen post"),
        _("Varje rad börjar med en etikett som #KONTO, eller är en klammer för sig."),
    ),
    Code.OPEN_QUOTE: Words(
        _("ett citattecken avslutas inte"),
        _('Avsluta fältet med citattecken, och skriv \\" för ett citattecken inne i texten.'),
    ),
    Code.TEXT_AFTER_QUOTE: Words(
        _("står direkt efter ett citattecken"),
        _('Sätt blanksteg mellan fälten, och skriv \\" för ett citattecken inne i texten.'),
    ),
    Code.OPEN_LIST: Words(
        _("klamrarna står inte parvis"), _('Skriv objekten så här: {{1 "100"}}, eller {{}}.')
    ),
    Code.MISSING_FIELD: Words(_("fältet {field} saknas"), _("Posten skrivs: {form}.")),
    Code.FURTHER_FIELDS: Words(
        _("posten har fler fält än standarden känner till"),
        _("De läses inte. Antal sådana poster: {count}."),
    ),
    Code.BAD_TEXT: Words(
        _("fältet {field} ska vara text, men står inom klamrar"), _("Posten skrivs: {form}.")
    ),
    Code.BAD_DATE: Words(
        _("är inget datum"), _("Skriv det som ååååmmdd, till exempel 20210131, år 1900–2200.")
    ),
    Code.BAD_PERIOD: Words(_("är ingen period"), _("Skriv den som ååååmm, till exempel 202101.")),
    Code.BAD_AMOUNT: Words(
        _("är inget belopp"),
        _("Skriv det med decimalpunkt, högst två decimaler och inga mellanrum: -1234.50."),
    ),
    Code.BAD_QUANTITY: Words(
        _("är ingen kvantitet"), _("Skriv den med decimalpunkt och utan mellanrum: 12.5.")
    ),
    Code.BAD_WHOLE: Words(
        _("är inget heltal mellan {least} och {most}"), _("Skriv fältet {field} med siffror.")
    ),
    Code.BAD_ACCOUNT: Words(
        _("är inget kontonummer"), _("Ett kontonummer skrivs med högst {most} siffror.")
    ),
    Code.BAD_WORD: Words(_("går inte att välja i fältet {field}"), _("Skriv något av: {words}.")),
    Code.BAD_OBJECTS: Words(
        _("är ingen objektlista"),
        _('Skriv dimension och objekt parvis inom klamrar: {{1 "100"}}, eller {{}}.'),
    ),
    Code.STRAY_BRACE: Words(
        _("klammern hör inte till någon post"), _("Ta bort den, eller sätt #VER på raden före {{.")
    ),
    Code.ROW_OUTSIDE: Words(
        _("raden står utanför en verifikation"),
        _("Flytta den in mellan klamrarna efter sin #VER."),
    ),
    Code.RECORD_INSIDE: Words(
        _("posten står inne i posten på rad {first}, som inte är avslutad"),
        _("Sätt }} på en egen rad före den."),
    ),
    Code.OPEN_BLOCK: Words(
        _("posten avslutas inte innan filen tar slut"),
        _("Sätt }} på en egen rad efter den sista raden. Filen kan vara avkortad."),
    ),
    Code.NO_BLOCK: Words(
        _("verifikationen saknar rader"), _("Skriv {{ på raden efter #VER, sedan raderna och }}.")
    ),
    Code.MISSING_RECORD: Words(_("posten saknas"), _("Lägg till den: {form}.")),
    Code.RECORD_NOT_OF_TYPE: Words(
        _("posten hör inte till SIE-typ {sie_type}"),
        _("Den läses ändå. Rätta #SIETYP där filen skrivs. Antal: {count}."),
    ),
    Code.REPEATED_RECORD: Words(
        _("står redan på rad {first}"), _("Ta bort den ena posten, eller rätta den.")
    ),
    Code.YEAR_BACKWARDS: Words(
        _("räkenskapsåret slutar innan det börjar"), _("Rätta datumen: {form}.")
    ),
    Code.UNKNOWN_YEAR: Words(
        _("är inget räkenskapsår i filen"),
        _("Lägg till #RAR {year}, eller rätta året. Antal poster med det: {count}."),
    ),
    Code.PERIOD_OUTSIDE_YEAR: Words(
        _("ligger utanför räkenskapsår {year}, {begins}–{ends}"),
        _("Rätta perioden eller årsnumret."),
    ),
    Code.DATE_OUTSIDE_YEARS: Words(
        _("ligger utanför filens räkenskapsår"), _("Rätta datumet, eller lägg till #RAR för året.")
    ),
    Code.UNKNOWN_ACCOUNT: Words(
        _("finns inte i kontoplanen"),
        _("Lägg till #KONTO {account}, eller rätta kontot. Antal poster med det: {count}."),
    ),
    Code.UNKNOWN_DIMENSION: Words(
        _("är en dimension som inte finns"),
        _("Lägg till #DIM {dimension}, eller rätta dimensionen. Antal poster med den: {count}."),
    ),
    Code.UNKNOWN_OBJECT: Words(
        _("är ett objekt som inte finns i dimension {dimension}"),
        _("Lägg till #OBJEKT {dimension} {object}, eller rätta det. Antal poster: {count}."),
    ),
    Code.UNBALANCED: Words(
        _("balanserar inte: debet är {debit}, kredit {credit}, det skiljer {difference}"),
        _("Rätta beloppen så att summan av #TRANS blir noll."),
    ),
    Code.EMPTY_VOUCHER: Words(
        _("har inga rader som räknas"), _("Ta bort verifikationen om den är struken.")
    ),
    Code.REPEATED_VOUCHER: Words(
        _("finns redan på rad {first}"), _("Rätta numret, eller ta bort den ena verifikationen.")
    ),
    Code.ADDED_ALONE: Words(
        _("följs inte av en likadan #TRANS"),
        _("Lägg till den: bara #TRANS räknas. Antal sådana rader: {count}."),
    ),
    Code.ALREADY_READ: Words(
        _("filen är märkt som redan inläst"), _("Se efter att den inte läses in två gånger.")
    ),
    Code.WRONG_CHECKSUM: Words(
        _("stämmer inte: innehållet har kontrollsumman {computed}"),
        _("Filen har ändrats sedan den skrevs. Hämta den på nytt."),
    ),
    Code.OPEN_CHECKSUM: Words(
        _("kontrollsumman börjar men avslutas inte"),
        _("Filen kan vara avkortad. Hämta den på nytt."),
    ),
    Code.CHECKSUM_UNBEGUN: Words(
        _("kontrollsumman har ingen början"), _("Lägg till #KSUMMA utan tal efter #FLAGGA.")
    ),
}
