// Prints results as tables in Markdown, which can be read in a terminal as well.

/** Columns of the same width. */
export function markdownTable(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |`;
  return [line(rows[0]), `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`, ...rows.slice(1).map(line)].join("\n");
}

/**
 * The rows of one measurement: the median of each site, the quartiles, and the ratio to the sites that it is compared with.
 * `summaries` is [[site, {median, lower, upper}]].
 */
export function comparisonRows(title, summaries, { format, compareWith }) {
  const medianOf = new Map(summaries.map(([name, { median }]) => [name, median]));
  return summaries.map(([name, { median, lower, upper }], at) => [
    at === 0 ? title : "",
    name,
    format(median),
    `${format(lower)} to ${format(upper)}`,
    ...compareWith.map((other) => ratio(median, medianOf.get(other))),
  ]);
}

export const comparisonHeader = (compareWith) => ["", "site", "median", "quartiles", ...compareWith.map((name) => `/ ${name}`)];

const ratio = (value, other) => (other ? (value / other).toFixed(2) : "");
