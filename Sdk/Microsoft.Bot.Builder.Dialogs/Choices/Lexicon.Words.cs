namespace Microsoft.Bot.Builder.Dialogs.Choices;

internal sealed partial class Lexicon
{
    private static (string Locale, Words Words)[] All =>
    [
        ("en-us", new()
        {
            Yes = "yes y yep yup yeah yea sure ok okay true agree absolutely certainly 👍 👌",
            No = "no n nope nah not never false disagree 👎",
            Cardinals = "one two three four five six seven eight nine ten eleven twelve",
            Ordinals = "first second third fourth fifth sixth seventh eighth ninth tenth",
            Last = "last",
            Suffixes = "st nd rd th",
        }),
        ("nl-nl", new()
        {
            Yes = "ja j jep jawel jazeker zeker natuurlijk oke ok okay akkoord klopt 👍 👌",
            No = "nee n neen nope niet nooit 👎",
            Cardinals = "één! twee drie vier vijf zes zeven acht negen tien elf twaalf",
            Ordinals = "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende",
            Last = "laatste",
            Suffixes = "e de ste",
            CommaIsDecimal = true,
        }),
        ("de-de", new()
        {
            Yes = "ja j jep jawohl klar sicher natürlich ok okay einverstanden genau stimmt 👍 👌",
            No = "nein n nee nö nicht nie niemals falsch 👎",
            Cardinals = "eins|ein!|eine! zwei|zwo drei vier fünf|fuenf sechs sieben acht neun zehn elf zwölf|zwoelf",
            Ordinals = "erste zweite dritte vierte fünfte|fuenfte sechste siebte|siebente achte neunte zehnte",
            Endings = "m n r s",
            Last = "letzte letzten letzter letztes",
            Suffixes = "te ten ter tes",
            CommaIsDecimal = true,
        }),
        ("fr-fr", new()
        {
            Yes = "oui o ouais ok accord exact certainement absolument vrai 👍 👌",
            No = "non n nan pas jamais faux 👎",
            Cardinals = "un!|une! deux trois quatre cinq six sept huit neuf dix onze douze",
            Ordinals = "premier|première deuxième|second|seconde troisième quatrième cinquième sixième septième huitième neuvième dixième",
            Last = "dernier dernière",
            Suffixes = "e er ère re ème nd nde",
            CommaIsDecimal = true,
        }),
        ("es-es", new()
        {
            Yes = "sí s claro vale ok okay correcto exacto cierto verdadero 👍 👌",
            No = "no n nop nunca jamás falso 👎",
            Cardinals = "uno|un!|una! dos tres cuatro cinco seis siete ocho nueve diez once doce",
            Ordinals = "primero|primera|primer segundo|segunda tercero|tercera|tercer cuarto|cuarta quinto|quinta sexto|sexta séptimo|séptima octavo|octava noveno|novena décimo|décima",
            Last = "último última",
            Suffixes = "º ª o a er ro ra do da to ta mo ma vo va no na",
            CommaIsDecimal = true,
        }),
        ("it-it", new()
        {
            Yes = "sì s certo ok okay esatto vero accordo 👍 👌",
            No = "no n non mai falso 👎",
            Cardinals = "uno|un!|una! due tre quattro cinque sei! sette otto nove dieci undici dodici",
            Ordinals = "primo|prima secondo|seconda terzo|terza quarto|quarta quinto|quinta sesto|sesta settimo|settima ottavo|ottava nono|nona decimo|decima",
            Last = "ultimo ultima",
            Suffixes = "º ª o a",
            CommaIsDecimal = true,
        }),
        ("pt-br", new()
        {
            Yes = "sim s claro ok okay certo correto verdadeiro 👍 👌",
            No = "não n nunca jamais falso 👎",
            Cardinals = "um!|uma! dois|duas três quatro cinco seis sete oito nove dez onze doze",
            Ordinals = "primeiro|primeira segundo|segunda terceiro|terceira quarto|quarta quinto|quinta sexto|sexta sétimo|sétima oitavo|oitava nono|nona décimo|décima",
            Last = "último última",
            Suffixes = "º ª o a",
            CommaIsDecimal = true,
        }),
        ("sv-se", new()
        {
            Yes = "ja j jo japp visst ok okej absolut säkert sant 👍 👌",
            No = "nej n nä icke inte aldrig falskt 👎",
            Cardinals = "ett!|en! två tre fyra fem sex sju åtta nio tio elva tolv",
            Ordinals = "första|förste andra|andre tredje fjärde femte sjätte sjunde åttonde nionde tionde",
            Last = "sista siste",
            Suffixes = "a e",
            CommaIsDecimal = true,
        }),
        ("tr-tr", new()
        {
            Yes = "evet e tamam olur tabii tabi peki doğru 👍 👌",
            No = "hayır hayir h yok olmaz asla yanlış 👎",
            Cardinals = "bir! iki üç dört beş altı|alti yedi sekiz dokuz on! onbir oniki",
            Ordinals = "birinci ikinci üçüncü dördüncü beşinci altıncı|altinci yedinci sekizinci dokuzuncu onuncu",
            Last = "sonuncu",
            Suffixes = "inci ıncı uncu üncü nci ncı",
            CommaIsDecimal = true,
        }),
        ("bg-bg", new()
        {
            Yes = "да д добре ок ok разбира 👍 👌",
            No = "не н никога 👎",
            Cardinals = "едно|един!|една! две|два три четири пет шест седем осем девет десет единадесет дванадесет",
            Ordinals = "първи|първа|първо|първият|първата втори|втора|второ|вторият|втората трети|трета|трето|третият|третата",
            Last = "последен последна последно последният последната",
            Suffixes = "ви ва во ри ра ро ти та то ми ма мо",
            CommaIsDecimal = true,
        }),
        ("zh-cn", new()
        {
            Yes = "是 是的 对 对的 好 好的 可以 行 嗯 确定 没错 同意 👍 👌",
            No = "不 不是 不要 不行 不对 不用 不可以 否 别 没有 👎",
            Cardinals = "一 二|两 三 四 五 六 七 八 九 十 十一 十二",
            Ordinals = "第一 第二 第三 第四 第五 第六 第七 第八 第九 第十",
            Endings = "个 项 种",
            Last = "最后 最后一个",
        }),
        ("ja-jp", new()
        {
            Yes = "はい ええ うん そう そうです もちろん オーケー 👍 👌",
            No = "いいえ いえ いや ううん ノー 違う 違います 👎",
            Cardinals = "一|ひとつ|一つ 二|ふたつ|二つ 三|みっつ|三つ 四|よっつ|四つ 五|いつつ|五つ 六 七 八 九 十 十一 十二",
            Ordinals = "一番目|最初 二番目 三番目 四番目 五番目 六番目 七番目 八番目 九番目 十番目",
            Last = "最後",
            Suffixes = "番目",
        }),
        ("ko-kr", new()
        {
            Yes = "예 네 응 그래 그래요 맞아 맞아요 좋아 좋아요 👍 👌",
            No = "아니 아니요 아니오 아뇨 👎",
            Cardinals = "하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열 열하나 열둘",
            Ordinals = "첫번째|첫째 두번째|둘째 세번째|셋째 네번째|넷째 다섯번째|다섯째",
            Last = "마지막",
            Suffixes = "번째",
        }),
        ("hi-in", new()
        {
            Yes = "हां हाँ ठीक सही अवश्य 👍 👌",
            No = "नहीं ना मत गलत 👎",
            Cardinals = "एक! दो! तीन चार पांच छह सात आठ नौ दस ग्यारह बारह",
            Ordinals = "पहला|पहली दूसरा|दूसरी तीसरा|तीसरी चौथा|चौथी पांचवां|पांचवीं",
            Last = "आखिरी अंतिम",
        }),
    ];

    /// <summary>Words apart by spaces, those of one number by bars, numbers counting from one.</summary>
    internal sealed record Words
    {
        /// <summary>Marks a word that is a number only when nothing else is said: in a sentence it is an article or a verb.</summary>
        public const string Alone = "!";

        public string Yes { get; init; }

        public string No { get; init; }

        public string Cardinals { get; init; }

        public string Ordinals { get; init; }

        /// <summary>What an ordinal may end with besides.</summary>
        public string Endings { get; init; } = string.Empty;

        public string Last { get; init; }

        /// <summary>What makes digits an ordinal.</summary>
        public string Suffixes { get; init; } = string.Empty;

        public bool CommaIsDecimal { get; init; }
    }
}
