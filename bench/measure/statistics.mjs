/** The value below which this part of the values lies, between two values where it falls there. */
export function quantile(values, part) {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)];
  return below + (sorted[Math.ceil(place)] - below) * (place % 1);
}

export function summaryOf(values) {
  return { median: quantile(values, 0.5), lower: quantile(values, 0.25), upper: quantile(values, 0.75) };
}

/** The sites in another order each run, so that none is always measured after the same one. */
export function orderOfRun(sites, run) {
  const from = run % sites.length;
  const turned = [...sites.slice(from), ...sites.slice(0, from)];
  return run % 2 ? turned.reverse() : turned;
}
