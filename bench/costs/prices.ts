/**
 * Cloudflare's prices in US dollars, read on 29 November 2026 in the source of its pages (cloudflare/cloudflare-docs):
 * https://developers.cloudflare.com/workers/platform/pricing/, …/d1/platform/pricing/, …/queues/platform/pricing/.
 * `included` is what the paid plan's $5 a month hold.
 */
const PRICES = {
  requests: { included: 10e6, perMillion: 0.3 },
  cpuMs: { included: 30e6, perMillion: 0.02 },
  rowsRead: { included: 25e9, perMillion: 0.001 },
  rowsWritten: { included: 50e6, perMillion: 1 },
  queueOperations: { included: 1e6, perMillion: 0.4 },
} as const;

export const PLAN = 5;
/** A month's storage: 5 GB are included. */
export const storage = (gigabytes: number): number => Math.max(0, gigabytes - 5) * 0.75;

export type Usage = Readonly<Record<keyof typeof PRICES, number>>;

/** What a month's use costs beyond the plan, by kind. */
export const priced = (usage: Usage): Usage => ({
  requests: over('requests', usage),
  cpuMs: over('cpuMs', usage),
  rowsRead: over('rowsRead', usage),
  rowsWritten: over('rowsWritten', usage),
  queueOperations: over('queueOperations', usage),
});

function over(kind: keyof typeof PRICES, usage: Usage): number {
  const { included, perMillion } = PRICES[kind];
  return (Math.max(0, usage[kind] - included) / 1e6) * perMillion;
}
