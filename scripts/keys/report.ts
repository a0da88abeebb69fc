import type { KeysReport } from '../../src/domain/held-secrets.ts';
import type { Kind } from './kinds.ts';

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
