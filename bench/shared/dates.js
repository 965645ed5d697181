// Dates as the pages write them. A formatter is made once for each time zone, since making one is slow.
const formatters = new Map();

function formatter(locale, timeZone, options) {
  const key = `${locale} ${timeZone}`;
  if (!formatters.has(key)) formatters.set(key, new Intl.DateTimeFormat(locale, { timeZone, ...options }));
  return formatters.get(key);
}

/** The date on a card: 'November 24'. */
export function shortDate(time, timeZone) {
  return formatter("en", timeZone, { month: "long", day: "numeric" }).format(time);
}

/** The date of an article: '2026-11-24'. */
export function fullDate(time, timeZone) {
  return formatter("sv", timeZone, { year: "numeric", month: "2-digit", day: "2-digit" }).format(time);
}

export function machineDate(time) {
  return new Date(time).toISOString();
}
