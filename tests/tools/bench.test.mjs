// What the measurements are put together with.
import assert from "node:assert/strict";
import { test } from "node:test";
import { largeFeed } from "../../bench/large_feed.mjs";
import { orderOfRun, quantile, summaryOf } from "../../bench/measure/statistics.mjs";
import { comparisonRows, markdownTable } from "../../bench/measure/table.mjs";

test("quartiles fall between two values where they have to", () => {
  assert.deepEqual(summaryOf([4, 1, 3, 2]), { median: 2.5, lower: 1.75, upper: 3.25 });
  assert.equal(quantile([7], 0.75), 7);
});

test("each site is measured first in some run, and last in another", () => {
  const sites = ["a", "b", "c"];
  const orders = Array.from({ length: 6 }, (_, run) => orderOfRun(sites, run));
  assert.ok(orders.every((order) => order.toSorted().join() === "a,b,c"));
  for (const place of [0, 2]) assert.equal(new Set(orders.map((order) => order[place])).size, 3);
});

test("a ratio is left out where there is nothing to compare with", () => {
  const summaries = [
    ["a", { median: 3, lower: 2, upper: 4 }],
    ["b", { median: 2, lower: 2, upper: 2 }],
  ];
  const rows = comparisonRows("time", summaries, { format: String, compareWith: ["b", "c"] });
  assert.deepEqual(rows[0], ["time", "a", "3", "2 to 4", "1.50", ""]);
  assert.equal(markdownTable([["x", "long"], ["y", "z"]]), "| x | long |\n|---|------|\n| y | z    |");
});

test("the large feed is the same every time", () => {
  const feed = largeFeed();
  assert.equal(feed, largeFeed());
  assert.equal(JSON.parse(feed).items.length, 970);
});
