/** What a report says of a message that its first server took (RFC 3464, RFC 5965). */
export type Reported = 'delayed' | 'delivered' | 'bounced' | 'complained';

/**
 * What became of a message to one recipient.
 * - `waiting`: not handed over yet, or refused for now;
 * - `taken`: a server took it, and nothing was heard since, which does not prove that it was delivered;
 * - `delayed`: a server on the way goes on trying;
 * - `delivered`: a server says that it is in the mailbox;
 * - `refused`: the first server refused it for good; `bounced`: a later one did;
 * - `complained`: it was delivered, and its recipient called it spam;
 * - `unknown`: each answer to it was lost, so it may have been sent;
 * - `superseded`: it was not true any more when its turn came.
 */
export type Delivery = 'waiting' | 'taken' | 'refused' | 'unknown' | 'superseded' | Reported;

export type EmailState = 'queued' | 'sending' | 'sent' | 'refused' | 'unknown' | 'superseded';

export function deliveryOf(row: {
  readonly state: EmailState;
  readonly reported: Reported | null;
}): Delivery {
  if (row.reported !== null) return row.reported;
  switch (row.state) {
    case 'queued':
    case 'sending':
      return 'waiting';
    case 'sent':
      return 'taken';
    case 'refused':
    case 'unknown':
    case 'superseded':
      return row.state;
  }
}

/** Reports come late, twice and in any order: the later stage of a message's life stands. */
const REPORTS: readonly Reported[] = ['delayed', 'delivered', 'bounced', 'complained'];

/** The reports that a report supersedes, for the statement that stores it. */
export const supersededBy = (report: Reported): readonly Reported[] =>
  REPORTS.filter((known) => REPORTS.indexOf(known) < REPORTS.indexOf(report));

/** Whether anybody was told, of one message to several recipients. */
export type Told = 'none' | 'waiting' | 'reached' | 'nobody';

const TELLS: Readonly<Record<Delivery, Told>> = {
  waiting: 'waiting',
  delayed: 'waiting',
  taken: 'reached',
  delivered: 'reached',
  complained: 'reached',
  refused: 'nobody',
  bounced: 'nobody',
  // Silence is never taken for delivery.
  unknown: 'nobody',
  superseded: 'none',
};

/** One recipient reached is enough; as long as a message may still arrive, it is waited for. */
export function told(deliveries: readonly Delivery[]): Told {
  const all = new Set(deliveries.map((delivery) => TELLS[delivery]));
  for (const best of ['reached', 'waiting', 'nobody'] as const) if (all.has(best)) return best;
  return 'none';
}
