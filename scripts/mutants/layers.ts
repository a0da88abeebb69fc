import type { Mutant } from './mutant.ts';

/** A part of the sources whose faults are of a kind, and the share of its mutants that tests have to notice. */
export type Layer = {
  readonly name: string;
  readonly what: string;
  readonly least: number;
  readonly files: RegExp;
  readonly mutants?: (mutant: Mutant) => boolean;
};

/** What names an owner: a business, a customer, the mode, an account, an address. */
const OWNER = /merchant|customer|livemode|\bmode\b|owner|account|connection|address|session/i;

export const LAYERS: readonly Layer[] = [
  { name: 'domain', what: 'the rules', least: 95, files: /^src\/domain\// },
  {
    name: 'tenant',
    what: 'whose rows are read, written and shown',
    least: 95,
    files: /^src\/(?:db\/(?:queries|writes)|routes)\//,
    mutants: ({ operator, change, code0 }) =>
      (operator === 'condition' || operator === 'comparison' || operator === 'guard') &&
      OWNER.test(`${change} ${code0}`),
  },
  {
    name: 'session',
    what: 'sign-in, sessions, CSRF, of payers and of staff',
    least: 95,
    files: new RegExp(
      `^src/(?:${[
        'routes/portal/',
        'routes/dashboard/(?:access|account|browser|cookies|forms|guard|invitations|members|person|sign-in)',
        'operations/(?:portal|sign-in|staff)/',
        'domain/(?:sign-in|staff)/',
        'db/(?:queries|writes)/(?:portal-|sign-in|returning|open-session|staff|passkeys|members)',
      ].join('|')})`,
    ),
  },
  {
    name: 'money',
    what: 'what charges, refunds, credits and reconciles',
    least: 95,
    files:
      /^src\/operations\/(?:payments|refunds|checkout|collection|reconciliation|credits|disputes|money|autopay|methods|recovery|card-testing)\//,
  },
  { name: 'edge', what: 'statuses, headers and forms', least: 90, files: /^src\/routes\/(?!portal\/)/ },
];

export const inLayer = (layer: Layer, mutant: Mutant): boolean =>
  layer.files.test(mutant.file) && (layer.mutants?.(mutant) ?? true);
