/** What ends by itself: how many days it is kept, how few that may be, and from when it counts. */
export const KEPT = {
  /** Events that were handled or skipped. Stripe lists them for 30 days: one that is gone before would be stored anew. */
  events: { days: 31, atLeast: 31 },
  /** Jobs that are done. */
  jobs: { days: 7, atLeast: 1 },
  /** What a message said beside its invoice, and the servers' words about it; that it was sent stays. */
  messages: { days: 90, atLeast: 35 },
  /** Requests to Stripe of payments that are over, but for what is read of them later. */
  requests: { days: 31, atLeast: 2 },
  /** Findings and unknown objects that are resolved. */
  findings: { days: 400, atLeast: 90 },
  /** What a journal entry says; that it was made, when and in which order stays. */
  journal: { days: 1100, atLeast: 400 },
  /** What an erased person agreed to, after they were erased. */
  agreements: { days: 731, atLeast: 731 },
  /** The copy of the account's customers, from when clients were last mapped with it. */
  mapping: { days: 30, atLeast: 7 },
  /** Events that businesses' own systems were told, with each attempt. They are tried for three days. */
  webhooks: { days: 30, atLeast: 4 },
} as const;

export type Kept = keyof typeof KEPT;
/** Days for each. */
export type Retention = Readonly<Record<Kept, number>>;

export const DEFAULT_RETENTION: Retention = {
  events: KEPT.events.days,
  jobs: KEPT.jobs.days,
  messages: KEPT.messages.days,
  requests: KEPT.requests.days,
  findings: KEPT.findings.days,
  journal: KEPT.journal.days,
  agreements: KEPT.agreements.days,
  mapping: KEPT.mapping.days,
  webhooks: KEPT.webhooks.days,
};

const MOST_DAYS = 36_500;
const isKept = (name: string): name is Kept => Object.hasOwn(KEPT, name);

/** Days as a variable writes them, such as `jobs=14, journal=3650`; in words what is wrong with it. */
export function parseRetention(
  text: string,
): { readonly kind: 'ok'; readonly value: Retention } | { readonly kind: 'wrong'; readonly why: string } {
  let value = DEFAULT_RETENTION;
  for (const part of text.split(',')) {
    if (part.trim() === '') continue;
    const [, name = '', digits = ''] = /^\s*([a-z]{1,20})\s*=\s*(\d{1,5})\s*$/.exec(part) ?? [];
    if (!isKept(name)) {
      const names = Object.keys(KEPT).join(', ');
      // What has another shape may be a secret that was put here by mistake: it is not repeated.
      const found = name === '' ? 'each part' : `"${name}=${digits}"`;
      return { kind: 'wrong', why: `${found} should be a name and days, such as jobs=14 (${names})` };
    }
    const days = Number(digits);
    const { atLeast } = KEPT[name];
    if (days < atLeast || days > MOST_DAYS) {
      return { kind: 'wrong', why: `${name} has to be kept for ${atLeast} to ${MOST_DAYS} days` };
    }
    value = { ...value, [name]: days };
  }
  return { kind: 'ok', value };
}
