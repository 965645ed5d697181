// A large feed for measurements: 970 stories, 4 MB, in five languages. It has the same bytes every time.
const STORIES = 970;
const BYTES = 4_000_000;

const WORDS = {
  en: "the council of the city has decided to open a new bridge over the river after eleven months of work",
  fr: "le conseil de la ville a décidé d’ouvrir un nouveau pont sur la rivière après onze mois de travaux",
  de: "der Rat der Stadt hat beschlossen, nach elf Monaten Bauzeit eine neue Brücke über den Fluß zu öffnen",
  zh: "咸宁市政府决定经过十一个月的施工在河上开通一座新桥市民可以步行通过",
  ar: "قرر مجلس المدينة افتتاح جسر جديد على النهر بعد أحد عشر شهرًا من العمل",
};

/** The feed as JSON text. */
export function largeFeed() {
  let seed = 1;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  const languages = Object.keys(WORDS);
  const sentence = (language) => {
    const words = language === "zh" ? [...WORDS.zh] : WORDS[language].split(" ");
    return Array.from({ length: 12 + random(12) }, () => words[random(words.length)]).join(language === "zh" ? "" : " ");
  };
  const items = Array.from({ length: STORIES }, (_, at) => {
    const language = languages[at % languages.length];
    let body = "";
    while (Buffer.byteLength(body) < BYTES / STORIES) body += `<p>${sentence(language)}. <em>${sentence(language)}</em></p>`;
    return { id: `${at}`, title: sentence(language), summary: sentence(language), content_html: body, language, tags: ["News"], date_published: new Date(1.7e12 + at * 1e7).toISOString() };
  });
  return JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: "The Bench", language: "en", items });
}
