// What the search finds, in many scripts, and what it shows of it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { bundleScript } from "../scripts/script-bundle.mjs";
import { partsOfRun } from "./search/index_part.js";
import { isRun, fold, words } from "./search/words.js";

const window = { newsleaf: {} };
vm.runInNewContext(bundleScript(fileURLToPath(new URL("search.js", import.meta.url))), { window });
const { open } = window.newsleaf.search;
let search = open();

/** Takes up these stories alone: each a headline, or a list of headline, summary, names and body. */
function stories(...all) {
  search = open();
  all.forEach((each, number) => search.add(number, ...[each].flat().concat("", "", "").slice(0, 4)));
}

/** The numbers of what is found, as a list of this realm. */
const found = (query) => [...search.find(query)].flatMap((numbers) => [...numbers]);

/** Headline and text of a story with what is marked in brackets. */
function shown(number, query) {
  const written = (parts) => [...parts].map((part, at) => (at % 2 ? `[${part}]` : part)).join("");
  return [...search.show(number, query)].map(written);
}

/** Checks that of one text these queries are found and those are not. */
function check(text, { finds, misses = [] }) {
  stories(text);
  for (const query of finds) assert.deepEqual(found(query), [0], `${query} is found in ${text}`);
  for (const query of misses) assert.deepEqual(found(query), [], `${query} is not found in ${text}`);
}

test("words are those that the index of a published site has", () => {
  const cases = JSON.parse(readFileSync(new URL("../tests/support/search-words.json", import.meta.url), "utf8"));
  for (const [text, expected] of cases) {
    assert.equal(words(text).map(fold).map((word) => (isRun(word) ? `[${word}]` : word)).join(" "), expected, text);
  }
});

test("a word is found by its beginning, and not by its middle", () => {
  check("The elections of Northampton", { finds: ["elec", "elections", "north", "THE of"], misses: ["lections", "hampton", "electionss"] });
});

test("every word of a query has to be somewhere in the story, in any order and any part of it", () => {
  stories(["New bridge", "It opens in May", "Roads, A. Wren", "The mayor cuts the ribbon."], ["New school", "", "", "It opens in June."]);
  assert.deepEqual(found("ribbon wren may bridge"), [0]);
  assert.deepEqual(found("opens new"), [0, 1]);
  assert.deepEqual(found("bridge june"), []);
});

test("stories that hold it in the headline come first, then in the summary, then in the body", () => {
  stories(["One", "", "", "a bridge"], ["Two", "a bridge"], ["The bridge"], ["Three", "", "Bridge"], ["Four", "", "", "bridge"], ["A bridge again"]);
  assert.deepEqual(found("bridge"), [2, 5, 1, 3, 0, 4]);
});

test("a story is as far down as the part that its last word needs", () => {
  stories(["The bridge", "", "", "is red"], ["Red things", "among them a bridge"], ["The red bridge"]);
  assert.deepEqual(found("red bridge"), [2, 1, 0]);
});

test("a query without words finds nothing", () => {
  stories("One", "Two");
  for (const query of ["", " ", "\n\t", "…", "🎉", ".*", "\u0640", "\u0301", "\ud83c", "(", "\\"]) assert.deepEqual(found(query), [], JSON.stringify(query));
});

test("what means something to a pattern means nothing here", () => {
  check("Is C++ (1998) worth $5 [or more]? a|b ^x", { finds: ["c++", "(1998)", "$5", "[or", "a|b", "^x", "worth?", "*more*"], misses: [".ore", "w.rth", "199\\d", "[m-z]"] });
});

test("French elisions and quotation marks part words", () => {
  check("L’Europe et l'été : « aujourd’hui », dit-on à Besançon", {
    finds: ["europe", "l'Europe", "l’europe", "ete", "ÉTÉ", "l'ete", "aujourd'hui", "aujourd’hui", "besancon", "Besançon", "dit-on", "on"],
    misses: ["urope", "esancon"],
  });
  check("Le cœur et l’œuvre", { finds: ["coeur", "cœur", "COEUR", "oeuvre"] });
});

test("German umlauts are found without their dots, and ß as ss", () => {
  check("Große Straße in Münster: Übung, Weiß", { finds: ["grosse", "GROSSE", "große", "strasse", "Straße", "STRAẞE", "munster", "münster", "ubung", "weiss"], misses: ["straße strand"] });
});

test("Turkish letters with and without a dot are one", () => {
  check("Isparta ve İstanbul'da ılık kış, Iğdır", { finds: ["isparta", "ısparta", "ISPARTA", "istanbul", "İSTANBUL", "ISTANBUL", "ilik", "ılık", "kis", "kış", "igdir", "iğdır"] });
});

test("northern, Polish and Vietnamese letters are found as they are typed elsewhere", () => {
  check("Øresund, Ærø, Þór, Łódź, Việt Nam, Đà Nẵng", { finds: ["oresund", "øre", "aero", "thor", "þór", "lodz", "ŁÓDŹ", "viet nam", "việt", "da nang", "đà"] });
});

test("Greek is found without accents, and with either sigma", () => {
  check("Ο ΔΡΟΜΟΣ προς τους Δελφούς, οδός Ἀθηνᾶς", { finds: ["δρόμος", "δρομος", "δρομοσ", "ΔΡΟΜΟΣ", "δελφους", "ΔΕΛΦΟΎΣ", "προς", "προσ", "οδοσ", "αθηνας"], misses: ["ρομος"] });
});

test("Cyrillic is found without its marks", () => {
  check("Ёлка и йогурт в Київі", { finds: ["елка", "ёлка", "ЁЛКА", "йогурт", "иогурт", "київ", "киів"] });
});

test("Arabic is found with or without harakat, tatweel, hamza and ta marbuta's dots", () => {
  check("مُحَمَّدٌ فِي المـــدينة الكُبْرى أُمَّة إسلام", { finds: ["محمد", "مُحمّد", "في", "المدينة", "المدينه", "المـدينة", "الكبري", "الكبرى", "امة", "أمه", "اسلام", "إسلام", "المدي"], misses: ["دينة"] });
  check("مدينة كبيرة", { finds: ["مَدِينَةٌ", "كبير"] });
});

test("Persian is found by either yeh and kaf, with or without the joiner between parts of a word", () => {
  check("می‌خواهم کتاب ایرانی", { finds: ["میخواهم", "می‌خواهم", "ميخواهم", "كتاب", "کتاب", "ايراني"] });
});

test("Hebrew is found with or without points", () => {
  check("שָׁלוֹם לְכָל יְרוּשָׁלַיִם, צה״ל", { finds: ["שלום", "שָׁלוֹם", "ירושלים", "לכל", 'צה"ל', "צה״ל"], misses: ["לום"] });
  check("שלום", { finds: ["שָׁלוֹם"] });
});

test("Chinese is found anywhere in a run of characters", () => {
  check("咸宁承办南方试点城市“创新中国”交流活动", { finds: ["咸宁", "试点", "城市", "创新中国", "城市 咸宁", "市", "动"], misses: ["市创", "北方", "咸宁 北方"] });
});

test("scripts that are mixed in one word are found each in its own way", () => {
  check("第3季度COVID疫情与5G网络", { finds: ["3季度", "疫情", "covid", "5g", "季度", "网络 COVID疫情", "第3季"], misses: ["ovid"] });
});

test("Japanese kana are found anywhere, with their voice marks in either form and in either width", () => {
  check("東京オリンピックのガイドブックを読む、人々のパーティー", {
    finds: ["オリンピック", "ガイド", "カ\u3099イト\u3099", "読む", "ブック", "人々", "パーティー", "ピック"],
    misses: ["ひらがな", "東京都"],
  });
  check("ひらか\u3099なとＡＢＣ１２３", { finds: ["ひらがな", "がな", "abc", "ABC123"] });
});

test("Korean is found anywhere in a word, as syllables or as their parts", () => {
  check("서울특별시의 새로운 다리", { finds: ["서울", "특별시", "시의", "다리", "서울".normalize("NFD"), "새로운 서울"], misses: ["부산", "다리미"] });
});

test("Thai, Lao, Khmer and Burmese are found anywhere in a run", () => {
  check("ภาษาไทยเขียนติดกัน น้ำ", { finds: ["ไทย", "ภาษา", "เขียน", "น้ำ"], misses: ["จีน"] });
  check("ພາສາລາວ", { finds: ["ລາວ"], misses: ["ໄທ"] });
  check("ភាសាខ្មែរ", { finds: ["ខ្មែរ"], misses: ["ថៃ"] });
  check("မြန်မာဘာသာ", { finds: ["ဘာသာ"], misses: ["ထိုင်း"] });
});

test("the signs of Indian scripts belong to their words", () => {
  check("हिन्दी में समाचार, தமிழ் செய்தி", { finds: ["हिन्दी", "समाचार", "समा", "தமிழ்", "செய்தி"], misses: ["न्दी", "माचार"] });
});

test("accents are one whether they are letters of their own or marks behind them", () => {
  check("Cafe\u0301 in Zu\u0308rich", { finds: ["café", "cafe", "zürich", "ZURICH", "cafe\u0301"] });
  check("Café in Zürich", { finds: ["cafe\u0301", "zu\u0308rich"] });
});

test("emoji and other signs between words are passed over", () => {
  check("Party🎉time 👩‍🚀 astronaut №5", { finds: ["party", "time", "party time", "🎉 party", "astronaut"], misses: ["partytime"] });
});

test("characters beyond the first plane are found and marked whole", () => {
  stories("古字𠮷野家と𝒜𝐁 text");
  for (const query of ["𠮷", "𠮷野", "𠮷野家", "ab"]) assert.deepEqual(found(query), [0], query);
  assert.equal(shown(0, "𠮷")[0], "古字[𠮷]野家と𝒜𝐁 text");
  assert.equal(shown(0, "a")[0], "古字𠮷野家と[𝒜]𝐁 text");
});

test("halves of surrogate pairs do no harm", () => {
  stories("a\ud83cb \udf89 bridge\ud800");
  assert.deepEqual(found("bridge"), [0]);
  assert.deepEqual(found("bridge\udc00"), [0]);
  assert.equal(shown(0, "bridge")[0], "a\ud83cb \udf89 [bridge]\ud800");
});

test("every match is marked as it was written", () => {
  stories(["Straße, strasse und STRASSEN", "Die Straßen von L’Été und l’e\u0301te\u0301"]);
  assert.deepEqual(shown(0, "strass"), ["[Straß]e, [strass]e und [STRASS]EN", "Die [Straß]en von L’Été und l’e\u0301te\u0301"]);
  assert.deepEqual(shown(0, "ete stras")[1], "Die [Straß]en von L’[Été] und l’[e\u0301te\u0301]");
});

test("marks that overlap or touch are one", () => {
  stories("electronics 城市中国");
  assert.equal(shown(0, "elec electro electronics")[0], "[electronics] 城市中国");
  assert.equal(shown(0, "城市 市中 国")[0], "electronics [城市中国]");
  assert.equal(shown(0, "城市 中国")[0], "electronics [城市中国]");
});

test("vowel signs and tatweel stand within the mark of the word that they are in", () => {
  stories(["مُحَمَّدٌ هنا", "المـــدينة"]);
  assert.deepEqual(shown(0, "محمد المدينه"), ["[مُحَمَّدٌ] هنا", "[المـــدينة]"]);
});

test("parts begin with a plain one, give the text when put together, and are plain and marked in turn", () => {
  const texts = ["bridge", "bridge bridge", "The bridge", "", "桥bridge桥", "é\u0301bridge", "🌉bridge🌉", "bridge\u0301s"];
  stories(...texts.map((text) => [text, `so ${text}`.trim()]));
  texts.forEach((text, number) => {
    for (const [at, parts] of [...search.show(number, "bridge 桥")].entries()) {
      assert.equal([...parts].join(""), at === 0 ? text : `so ${text}`.trim());
      assert.equal(parts.length % 2, 1);
      [...parts].forEach((part, at) => assert.ok(at % 2 === 0 || part !== "", "no mark is empty"));
    }
  });
});

test("the summary is shown while it or the headline says why the story was found, else the place in the body", () => {
  const body = `${"word ".repeat(200)}the bridge ${"end ".repeat(200)}`;
  stories(["The bridge", "In short", "Roads", body], ["Other", "In short", "Roads", body]);
  assert.deepEqual(shown(0, "bridge"), ["The [bridge]", "In short"]);
  assert.deepEqual(shown(0, "roads"), ["The bridge", "In short"]);
  const [headline, text] = shown(1, "other bridge");
  assert.equal(headline, "[Other]");
  assert.match(text, /^… word (word )+the \[bridge\] end (end )+/);
});

test("a place in the body begins at a word, is short, and without dots where the body begins or ends", () => {
  stories(["H", "", "", "The bridge is open."], ["H", "", "", `${"word ".repeat(99)}bridge`], ["H", "", "", `bridge${" word".repeat(99)}`]);
  assert.equal(shown(0, "bridge")[1], "The [bridge] is open.");
  assert.match(shown(1, "bridge")[1], /^… word .* word \[bridge\]$/);
  assert.match(shown(2, "bridge")[1], /^\[bridge\] word .* …$/);
  for (const number of [1, 2]) assert.ok(shown(number, "bridge")[1].length < 260);
});

test("a place in a long text without spaces is cut between characters, never within one", () => {
  for (const filling of ["字", "𠮷", "🎉", "字𠮷", "ก", "x"]) {
    for (let shift = 0; shift < 3; shift++) {
      const body = `${"y".repeat(shift)}${filling.repeat(300)} 桥 ${filling.repeat(300)}`;
      for (const text of [body, body.replaceAll(" ", "")]) {
        stories(["H", "", "", text]);
        const [, place] = shown(0, "桥");
        assert.ok(place.includes("[桥]"), `${filling} ${shift}: ${place.slice(0, 40)}`);
        assert.ok(place.isWellFormed(), `${filling} ${shift}`);
        assert.ok(place.length < 260, `${filling} ${shift}`);
      }
    }
  }
});

test("hundreds of thousands of characters without a space are searched and shown", () => {
  const body = `${"字".repeat(99_000)}桥${"字".repeat(99_000)}`;
  stories(["H", "", "", body], ["H", "", "", `${"x".repeat(190_000)} bridge`]);
  assert.deepEqual(found("桥"), [0]);
  assert.match(shown(0, "桥")[1], /^… 字+\[桥\]字+ …$/);
  assert.deepEqual(found("bridge"), [1]);
  assert.match(shown(1, "bridge")[1], /\[bridge\]$/);
});

test("a story that there is none of is shown as nothing", () => {
  stories("One");
  assert.deepEqual(shown(7, "one"), ["", ""]);
});

test("stories are forgotten, and count from 0 again", () => {
  stories("One", "Two");
  assert.deepEqual(found("two"), [1]);
  stories("Two");
  assert.deepEqual(found("one"), []);
  assert.deepEqual(found("two"), [0]);
});

// A guard against hanging, with seconds to spare.
test("twenty thousand stories are taken up and searched without hanging", () => {
  const body = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor. ".repeat(12);
  const begun = performance.now();
  search = open();
  for (let number = 0; number < 20_000; number++) search.add(number, `Story ${number}`, "In short", "Tag, Author", `${body}${number}`);
  for (const query of ["l", "lo", "lorem", "lorem 19999", "nothing of the kind", "story 1 a b c d e f"]) search.find(query);
  assert.deepEqual(found("19999"), [19_999]);
  assert.ok(performance.now() - begun < 30_000);
});

test("signs that are words when folded (U+FDFA) do not shift the place that is shown", () => {
  stories(["H", "", "", `${"النبي ﷺ قال ".repeat(20)} الجسر ${"كلمة ".repeat(200)}`]);
  assert.deepEqual(found("الجسر"), [0]);
  assert.match(shown(0, "الجسر")[1], /\[الجسر\]/);
});

test("a place in a long Korean run is found although its folded form is longer", () => {
  stories(["H", "", "", "한국말".repeat(60) + "다리" + "한국말".repeat(60)]);
  assert.match(shown(0, "다리")[1], /\[다리\]/);
});

test("a place near the end of a Korean run is shown at all", () => {
  stories(["H", "", "", "한국말".repeat(60) + "다리"]);
  assert.match(shown(0, "다리")[1], /\[다리\]/);
});

test("a place in a Japanese run with voice marks is shown", () => {
  stories(["H", "", "", "が".repeat(150) + "橋"]);
  assert.match(shown(0, "橋")[1], /\[橋\]/);
});

test("the end of a place is cut at a word too", () => {
  stories(["H", "", "", `bridge ${"wordword ".repeat(99)}`]);
  assert.match(shown(0, "bridge")[1], /wordword …$/);
});

test("halfwidth kana with voice marks are found", () => {
  stories("ｶﾞｲﾄﾞﾌﾞｯｸ ﾊﾟｰﾃｨｰ");
  assert.deepEqual(found("ガイド"), [0]);
});

test("kana without a voice mark do not find those with one at the end", () => {
  stories("が");
  assert.deepEqual(found("か"), []);
});

test("zero width spaces of Thai and Khmer do not part a run", () => {
  stories("ภาษา\u200bไทย");
  assert.deepEqual(found("ภาษาไทย"), [0]);
});

test("a word or a run of millions of characters is read to a limit and shifts no other story", () => {
  stories(["First", "", "", "新".repeat(6e6)], ["Second", "", "", "a".repeat(1e7)], ["Third", "", "", "later"]);
  assert.deepEqual(found("later"), [2]);
  assert.deepEqual(found("新新"), [0]);
});

test("marks without number cost no more than others", () => {
  stories(["H", "", "", `a${"\u0301\u0323".repeat(90_000)} bridge`]);
  assert.deepEqual(found("bridge"), [0]);
});

test("a letter that becomes another by its next mark is looked for anew", () => {
  stories("カメラ", "ガラス");
  assert.deepEqual(found("ｶ"), [0]);
  assert.deepEqual(found("ｶﾞ"), [1]);
  stories("কেনা", "কোথা");
  assert.deepEqual(found("কে"), [0]);
  assert.deepEqual(found("ক\u09c7\u09be"), [1]);
});

test("signs that are several words are found by themselves", () => {
  stories("محمد ﷺ");
  assert.deepEqual(found("ﷺ"), [0]);
  assert.equal(shown(0, "ﷺ")[0], "محمد [ﷺ]");
});

test("a long summary is cut, and one that repeats the headline is left out", () => {
  stories(["Bridge", `Bridge ${"and more ".repeat(200)}`], ["A bridge", "A bridge"]);
  assert.ok(shown(0, "bridge")[1].length < 300);
  assert.equal(shown(1, "bridge")[1], "");
});

test("the index is asked for all parts of a run, and for every second three of an alphabet", () => {
  for (const [run, ...parts] of [
    ["市", "市"],
    ["市政府", "市政", "政府"],
    ["ไท", "ไท"],
    ["ประเทศ", "ประ", "ะเท", "เทศ"],
    ["ประเทศไทย", "ประ", "ะเท", "ทศไ", "ไทย"],
    ["泰国ไทย新", "泰国", "国ไ", "ไทย", "ย新"],
    ["a市b", "市b"],
  ]) {
    assert.deepEqual(partsOfRun(run), parts);
  }
  const letters = [..."กขคงจฉชซญดตถทธนบป"];
  for (let length = 3; length < letters.length; length++) {
    const run = letters.slice(0, length).join("");
    const asked = partsOfRun(run);
    assert.ok(letters.slice(0, length).every((letter) => asked.some((part) => part.includes(letter))), run);
  }
});
