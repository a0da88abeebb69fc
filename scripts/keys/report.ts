import type { Kind } from './kinds.ts';

/** A link key as the deployment tells it. */
export interface ShownLinkKey {
  readonly number: number;
  readonly fingerprint: string;
  readonly listed: boolean;
  readonly makesLinks: boolean;
  readonly needed: { readonly open: number; readonly closed: number };
}

/** What the deployment runs with, by fingerprints: `GET /operator/v1/keys`. */
export interface KeysReport {
  readonly linkKeys: readonly ShownLinkKey[];
  readonly webhook: readonly string[];
  readonly connect: readonly string[];
  readonly mail: readonly string[];
  readonly alarm: readonly string[];
  readonly operator: readonly string[];
  readonly stripe: string;
  readonly livemode: boolean;
  readonly stripeCustomer: string | null;
}

/** The fingerprints of a kind that the deployment runs with, the first first. */
export function runningOf(report: KeysReport, kind: Kind): readonly string[] {
  switch (kind) {
    case 'links':
      return report.linkKeys.filter(({ listed }) => listed).map(({ fingerprint }) => fingerprint);
    case 'stripe':
      return [report.stripe];
    case 'webhook':
    case 'connect':
    case 'mail':
    case 'alarm':
    case 'operator':
      return report[kind];
  }
}
